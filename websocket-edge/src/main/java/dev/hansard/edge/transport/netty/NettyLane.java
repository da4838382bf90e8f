// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.netty;

import dev.hansard.edge.transport.Connection;
import dev.hansard.edge.transport.Delivery;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.transport.Lane;
import dev.hansard.edge.transport.TransportMetrics;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One event loop. Everything due to its connections in one turn is written without flushing; each touched socket is flushed
 * once, when the turn is over.
 */
final class NettyLane implements Lane {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int COMPRESSED = 0x40;
    /** A smaller frame gains nothing by compression. */
    private static final int WORTH_DEFLATING = 256;

    private final EventLoop loop;
    private final TransportMetrics metrics;
    private ArrayList<NettyConnection> dirty = new ArrayList<>();

    NettyLane(EventLoop loop, TransportMetrics metrics) {
        this.loop = loop;
        this.metrics = metrics;
    }

    @Override
    public void deliver(List<Delivery> deliveries, LongConsumer written) {
        loop.execute(() -> {
            long before = THREADS.getCurrentThreadCpuTime();
            deliveries.forEach(this::write);
            // Behind the flush, which waits in the same queue.
            loop.execute(() -> written.accept(THREADS.getCurrentThreadCpuTime() - before));
        });
    }

    /** Always by way of the loop's queue, also from the loop itself, so that all writers keep one order. */
    void execute(Runnable task) {
        loop.execute(task);
    }

    /** The socket has unflushed bytes. */
    void touched(NettyConnection connection) {
        if (dirty.isEmpty()) loop.execute(this::flush);
        dirty.add(connection);
    }

    /** All frames in one buffer; the shared form of a joined write. */
    ByteBuf encode(NettyConnection to, List<EncodedFrame> frames) {
        int size = 0;
        for (EncodedFrame frame : frames) size += frame.bytes(to.binary()).length + 10;
        ByteBuf joined = to.allocate(size);
        for (EncodedFrame frame : frames) {
            byte[] payload = frame.bytes(to.binary());
            int first = to.binary() ? BINARY : TEXT;
            if (to.deflates() && payload.length >= WORTH_DEFLATING) {
                payload = frame.deflated(to.binary());
                first |= COMPRESSED;
            }
            joined.writeByte(first);
            if (payload.length < 126) {
                joined.writeByte(payload.length);
            } else if (payload.length < 65_536) {
                joined.writeByte(126).writeShort(payload.length);
            } else {
                joined.writeByte(127).writeLong(payload.length);
            }
            joined.writeBytes(payload);
        }
        return joined;
    }

    private void write(Delivery delivery) {
        @Nullable ByteBuf[] forms = new ByteBuf[4];
        for (Connection to : delivery.to()) {
            var connection = (NettyConnection) to;
            int form = (connection.binary() ? 1 : 0) + (connection.deflates() ? 2 : 0);
            ByteBuf bytes = forms[form];
            if (bytes == null) forms[form] = bytes = encode(connection, delivery.frames());
            connection.write(bytes.retainedDuplicate());
        }
        for (ByteBuf bytes : forms) release(bytes);
        metrics.written(delivery.frames(), delivery.to().size());
    }

    private static void release(@Nullable ByteBuf buffer) {
        if (buffer != null) buffer.release();
    }

    private void flush() {
        ArrayList<NettyConnection> due = dirty;
        dirty = new ArrayList<>();
        for (NettyConnection connection : due) connection.flush();
    }
}
