// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The methods that post, change and find messages: {@code chat.*}, {@code reactions.*}, {@code pins.*}. */
@NullMarked
package dev.hansard.edge.api.chat;

import org.jspecify.annotations.NullMarked;
