// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Fault tests: several server processes under load while a nemesis breaks them, and a checker that judges what came of it. */
@NullMarked
package dev.hansard.bench.fault;

import org.jspecify.annotations.NullMarked;
