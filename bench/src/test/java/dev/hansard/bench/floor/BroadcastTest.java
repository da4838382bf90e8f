// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BroadcastTest {
    private static ByteBuffer masked(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        byte[] mask = {1, 2, 3, 4};
        ByteBuffer frame = ByteBuffer.allocate(bytes.length + 8).put((byte) 0x81);
        if (bytes.length < 126) frame.put((byte) (0x80 | bytes.length));
        else frame.put((byte) (0x80 | 126)).putShort((short) bytes.length);
        frame.put(mask);
        for (int i = 0; i < bytes.length; i++) frame.put((byte) (bytes[i] ^ mask[i & 3]));
        return frame.flip();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    @Test
    void framesShouldBeReadWhereverTheyWereCut() throws IOException {
        try (var selector = Selector.open();
                var socket = SocketChannel.open()) {
            socket.configureBlocking(false);
            var listener = new Listener(socket, socket.register(selector, SelectionKey.OP_CONNECT));
            ByteBuffer in = ByteBuffer.allocate(2_000);
            in.put(masked("short")).put(masked("y".repeat(300))).flip();
            assertThat(text(listener.next(in))).isEqualTo("short");
            in.limit(in.limit() - 1);
            assertThat(listener.next(in)).isNull();
            assertThat(in.hasRemaining()).isFalse();
        }
    }
}
