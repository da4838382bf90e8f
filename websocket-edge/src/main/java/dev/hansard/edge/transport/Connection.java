// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport;

import java.time.Duration;
import java.util.List;

/**
 * One client's connection as a session sees it. Everything may be called from any thread; what one thread hands over goes
 * out in that order. A connection whose outbound queue is full closes itself with {@link CloseCode#SLOW_READER}.
 */
public interface Connection {
    /** Whether the client takes CBOR instead of JSON. */
    boolean binary();

    /** Who writes for this connection; deliveries to many connections are handed over per lane. */
    Lane lane();

    /** Queues a frame. Silently dropped once the connection is closing. */
    void send(EncodedFrame frame);

    /**
     * Queues frames and waits until the client's socket took them.
     *
     * @return false if it did not within the limit or is closing
     */
    boolean sendAndWait(List<EncodedFrame> frames, Duration limit);

    /** Asks for a sign of life. */
    void ping();

    /** Sends what is queued, then the code, then closes; at once if the client does not take part. Repeating it is harmless. */
    void close(CloseCode code);
}
