// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Brings workspace exports in, as the commands and events that would have made them. */
@NullMarked
package dev.hansard.command.imports;

import org.jspecify.annotations.NullMarked;
