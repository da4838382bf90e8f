// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The workspace: its people, their roles, and the names that its channels have taken. */
@NullMarked
package dev.hansard.command.workspace;

import org.jspecify.annotations.NullMarked;
