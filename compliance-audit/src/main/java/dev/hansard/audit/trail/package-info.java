// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The audit trail: who did what, read from the record, asked for and streamed. */
@NullMarked
package dev.hansard.audit.trail;

import org.jspecify.annotations.NullMarked;
