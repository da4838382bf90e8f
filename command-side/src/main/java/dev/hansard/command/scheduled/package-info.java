// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Finds scheduled messages whose time has come and has them posted. */
@NullMarked
package dev.hansard.command.scheduled;

import org.jspecify.annotations.NullMarked;
