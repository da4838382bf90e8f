// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The audit trail as far as it is written by command. */
@NullMarked
package dev.hansard.command.audit;

import org.jspecify.annotations.NullMarked;
