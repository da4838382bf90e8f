// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** The channel: who is in it, what it is set to, and the messages in its stream. */
@NullMarked
package dev.hansard.command.channel;

import org.jspecify.annotations.NullMarked;
