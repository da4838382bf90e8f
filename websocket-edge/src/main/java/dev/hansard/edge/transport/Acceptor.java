// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport;

/** Who a transport tells of new connections. */
public interface Acceptor {
    /** Called once the WebSocket is open, before anything it says is read; must not block. */
    Receiver accept(Handshake handshake, Connection connection);
}
