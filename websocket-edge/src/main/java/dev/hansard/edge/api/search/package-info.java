// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** {@code search.*} of the Web API. */
@NullMarked
package dev.hansard.edge.api.search;

import org.jspecify.annotations.NullMarked;
