// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** Timelines: messages, threads, reactions, pins, scheduled messages and what is unread. */
@NullMarked
package dev.hansard.query.history;

import org.jspecify.annotations.NullMarked;
