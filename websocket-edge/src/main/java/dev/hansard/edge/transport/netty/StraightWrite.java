// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;

/**
 * Gives bytes to the kernel at once when nothing waits before them. Netty's pipeline and queue cost as much as the system call,
 * most of it for fetching what they keep of each of thousands of sockets into the processor's caches.
 */
final class StraightWrite {
    private StraightWrite() {}

    /** Whether the kernel took all. If not, what is left in the buffer has to be queued, and a failure will show there. */
    static boolean took(Channel channel, ByteBuf bytes) {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        if (queue == null || queue.totalPendingWriteBytes() > 0 || !bytes.hasMemoryAddress()) return false;
        if (!(channel instanceof UnixChannel unix) || !(unix.fd() instanceof Socket socket)) return false;
        try {
            int taken = socket.sendAddress(bytes.memoryAddress(), bytes.readerIndex(), bytes.writerIndex());
            if (taken > 0) bytes.skipBytes(taken);
            return !bytes.isReadable();
        } catch (IOException e) {
            return false;
        }
    }
}
