// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.floor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One socket of {@link Broadcast}. Frames come masked and shorter than 64 KiB. */
final class Listener {
    private static final byte[] NOTHING = {};
    private static final byte[] HELLO = "{\"type\":\"hello\"}".getBytes(StandardCharsets.US_ASCII);
    private static final String SWITCHED =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

    private final SocketChannel socket;
    private final SelectionKey key;
    private @Nullable String room;
    private @Nullable ByteBuffer unread;
    private @Nullable ByteBuffer unwritten;

    Listener(SocketChannel socket, SelectionKey key) {
        this.socket = socket;
        this.key = key;
    }

    /** What is there after what was left over last time; -1 at the end. */
    int read(ByteBuffer into) throws IOException {
        ByteBuffer left = unread;
        unread = null;
        if (left != null) into.put(left);
        return socket.read(into);
    }

    /** The path that it asked for; null before that. */
    @Nullable
    String room() {
        return room;
    }

    /** Answers the request to become a WebSocket; null if there is more to come. */
    @Nullable
    String greeted(ByteBuffer in) throws IOException {
        String request = StandardCharsets.US_ASCII.decode(in.duplicate()).toString();
        int end = request.indexOf("\r\n\r\n");
        if (end < 0) {
            keep(in);
            return null;
        }
        in.position(in.position() + end + 4);
        room = request.split(" ", 3)[1];
        var answer = new byte[SWITCHED.length() + 2 + HELLO.length];
        System.arraycopy(SWITCHED.getBytes(StandardCharsets.US_ASCII), 0, answer, 0, SWITCHED.length());
        answer[SWITCHED.length()] = (byte) 0x81;
        answer[SWITCHED.length() + 1] = (byte) HELLO.length;
        System.arraycopy(HELLO, 0, answer, SWITCHED.length() + 2, HELLO.length);
        write(ByteBuffer.wrap(answer));
        return room;
    }

    /** The next text; empty for any other frame; null if there is more to come. */
    byte @Nullable [] next(ByteBuffer in) {
        int start = in.position();
        int there = in.remaining();
        if (there < 2) return keep(in);
        int length = in.get(start + 1) & 0x7F;
        int head = length < 126 ? 2 : 4;
        if (there < head) return keep(in);
        if (length == 126) length = in.getShort(start + 2) & 0xFFFF;
        if (there < head + 4 + length) return keep(in);
        boolean text = (in.get(start) & 0x0F) == 1;
        in.position(start + head + 4 + length);
        if (!text) return NOTHING;
        var payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (in.get(start + head + 4 + i) ^ in.get(start + head + (i & 3)));
        }
        return payload;
    }

    private byte @Nullable [] keep(ByteBuffer in) {
        if (in.hasRemaining())
            unread = ByteBuffer.allocate(in.remaining()).put(in).flip();
        return null;
    }

    void write(ByteBuffer data) throws IOException {
        ByteBuffer before = unwritten;
        if (before != null) {
            unwritten = copy(before, data);
            return;
        }
        socket.write(data);
        if (!data.hasRemaining()) return;
        unwritten = copy(null, data);
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    void writeRest() throws IOException {
        ByteBuffer rest = unwritten;
        if (rest == null) return;
        socket.write(rest);
        if (rest.hasRemaining()) return;
        unwritten = null;
        key.interestOps(SelectionKey.OP_READ);
    }

    private static ByteBuffer copy(@Nullable ByteBuffer before, ByteBuffer more) {
        int left = before == null ? 0 : before.remaining();
        ByteBuffer all = ByteBuffer.allocate(left + more.remaining());
        if (before != null) all.put(before);
        return all.put(more).flip();
    }

    void close() throws IOException {
        socket.close();
    }
}
