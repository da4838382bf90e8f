// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Micro-benchmarks and end-to-end load. */
@NullMarked
package dev.hansard.bench;

import org.jspecify.annotations.NullMarked;
