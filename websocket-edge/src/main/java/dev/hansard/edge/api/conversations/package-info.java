// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The methods about conversations: {@code conversations.*} and {@code users.conversations}. */
@NullMarked
package dev.hansard.edge.api.conversations;

import org.jspecify.annotations.NullMarked;
