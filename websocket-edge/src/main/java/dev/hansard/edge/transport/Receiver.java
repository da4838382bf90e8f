// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport;

/** Who a transport tells of what one client does; one call at a time, none of them may block. */
public interface Receiver {
    /** A whole frame within the size limit: JSON text, or CBOR when {@code binary}. */
    void received(byte[] payload, boolean binary);

    /** Any sign of life that is not a frame. */
    void heard();

    /** The connection is gone; the last call, made exactly once. */
    void closed();
}
