// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Decides about holds, retention rules and requests for erasure. */
@NullMarked
package dev.hansard.command.preservation;

import org.jspecify.annotations.NullMarked;
