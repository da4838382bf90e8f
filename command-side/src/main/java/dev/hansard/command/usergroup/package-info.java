// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** User groups. */
@NullMarked
package dev.hansard.command.usergroup;

import org.jspecify.annotations.NullMarked;
