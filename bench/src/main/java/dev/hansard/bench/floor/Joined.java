// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.floor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** WebSocket text frames that go to the same sockets in one write each. */
final class Joined {
    private static final int TEXT = 0x81;

    private ByteBuffer frames = ByteBuffer.allocateDirect(1 << 16);

    void add(byte[] text) {
        int head = text.length < 126 ? 2 : 4;
        if (frames.remaining() < head + text.length) {
            ByteBuffer larger = ByteBuffer.allocateDirect(frames.capacity() * 2 + text.length);
            frames = larger.put(frames.flip());
        }
        frames.put((byte) TEXT);
        if (head == 2) frames.put((byte) text.length);
        else frames.put((byte) 126).putShort((short) text.length);
        frames.put(text);
    }

    /** Writes all to each; a socket that breaks is found out about when it is read. */
    void writeTo(List<Listener> listeners) {
        frames.flip();
        for (Listener each : listeners) {
            frames.rewind();
            try {
                each.write(frames);
            } catch (IOException e) {
                continue;
            }
        }
        frames.clear();
    }
}
