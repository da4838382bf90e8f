// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0

/** The message API: ids, commands, events, queries and what they answer. The modules meet here and nowhere else. */
@NullMarked
package dev.hansard.api;

import org.jspecify.annotations.NullMarked;
