// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0

/** Tens of thousands of RTM sessions held by one process. */
@NullMarked
package dev.hansard.bench.load;

import org.jspecify.annotations.NullMarked;
