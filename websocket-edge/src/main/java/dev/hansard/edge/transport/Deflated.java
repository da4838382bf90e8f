// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Messages of {@code permessage-deflate} (RFC 7692, section 7.2.1) without context takeover. One compressor for each thread
 * that writes, some 256 KiB outside of the heap, and none for a connection.
 */
final class Deflated {
    /** The empty block that a flush ends with, and that the receiver adds again. */
    private static final int TAIL = 4;

    private static final ThreadLocal<Deflater> DEFLATER =
            ThreadLocal.withInitial(() -> new Deflater(Deflater.DEFAULT_COMPRESSION, true));

    private Deflated() {}

    static byte[] of(byte[] message) {
        Deflater deflater = DEFLATER.get();
        deflater.reset();
        deflater.setInput(message);
        var out = new byte[message.length / 2 + 64];
        int size = 0;
        while (true) {
            size += deflater.deflate(out, size, out.length - size, Deflater.SYNC_FLUSH);
            if (size < out.length) return Arrays.copyOf(out, size - TAIL);
            out = Arrays.copyOf(out, out.length * 2);
        }
    }
}
