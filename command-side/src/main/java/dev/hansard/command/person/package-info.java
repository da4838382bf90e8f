// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** What people change about themselves. */
@NullMarked
package dev.hansard.command.person;

import org.jspecify.annotations.NullMarked;
