// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport;

/** A server of WebSockets. */
public interface Transport {
    /** Starts accepting. */
    void start(Acceptor acceptor);

    /** Stops accepting; connections that are open stay so until they are closed or {@link #stop} is called. */
    void refuse();

    /** Closes everything. */
    void stop();

    /** Where {@code rtm.connect} sends clients: the port, or 0 for the port that the request came in on. */
    int port();
}
