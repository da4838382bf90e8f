// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** What must be kept and what must go: holds, retention rules, and the guard that every erasure has to pass. */
@NullMarked
package dev.hansard.axon.preservation;

import org.jspecify.annotations.NullMarked;
