// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** What is left out first when there is more to do than this process can. */
@NullMarked
package dev.hansard.edge.overload;

import org.jspecify.annotations.NullMarked;
