// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0

/** WebSocket by Netty on a port of its own: the default, and the fast one. */
@NullMarked
package dev.hansard.edge.transport.netty;

import org.jspecify.annotations.NullMarked;
