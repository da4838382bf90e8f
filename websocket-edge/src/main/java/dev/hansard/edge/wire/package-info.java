// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
/** How messages, conversations and people look on the wire: Slack's JSON objects. */
@NullMarked
package dev.hansard.edge.wire;

import org.jspecify.annotations.NullMarked;
