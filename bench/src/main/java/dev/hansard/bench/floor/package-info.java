// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** What the machine could do at most: the least that anything which delivers or stores has to do, and nothing else. */
@NullMarked
package dev.hansard.bench.floor;

import org.jspecify.annotations.NullMarked;
