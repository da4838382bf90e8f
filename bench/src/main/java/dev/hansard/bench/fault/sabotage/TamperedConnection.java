// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault.sabotage;

import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.Connection;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.transport.Lane;
import java.time.Duration;
import java.util.List;

/** What is said to this connection alone is left as it is. */
record TamperedConnection(Connection right, Lane lane, Tampering tampering) implements Connection {
    @Override
    public boolean binary() {
        return right.binary();
    }

    @Override
    public void send(EncodedFrame frame) {
        right.send(frame);
    }

    @Override
    public boolean sendAndWait(List<EncodedFrame> frames, Duration limit) {
        return right.sendAndWait(frames, limit);
    }

    @Override
    public void ping() {
        right.ping();
    }

    @Override
    public void close(CloseCode code) {
        right.close(code);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
