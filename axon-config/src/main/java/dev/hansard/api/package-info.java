// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The message API: commands, events, queries and ids. Depends on nothing else of ours. */
@NullMarked
package dev.hansard.api;

import org.jspecify.annotations.NullMarked;
