// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hansard.edge.session.TestSettings;
import dev.hansard.edge.transport.Connection;
import dev.hansard.edge.transport.Delivery;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.transport.TransportLimits;
import dev.hansard.edge.transport.TransportMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a delivery costs, in what can be counted: bytes that are allocated, bytes that are written, writes, flushes, tasks of the
 * event loop. The bounds are what was measured when they were set; who makes deliveries cheaper lowers them.
 */
class DeliveryCostTest {
    private static final int CONNECTIONS = 1_000;
    private static final int FRAMES = 10;
    private static final int ROUNDS = 200;

    /** Six were measured once compiled; interpreted code allocates what compiled code does not, hence the room. */
    private static final double RECORDED_BYTES_ALLOCATED = 12;

    private final EncodedFrame frame = EncodedFrame.of(
            ("{\"type\":\"message\",\"text\":\"" + "x".repeat(200) + "\"}").getBytes(StandardCharsets.UTF_8));
    private final CountingLoop loop = new CountingLoop();
    private final List<Connection> connections = new ArrayList<>();
    private long written;
    private int flushes;
    private int writes;
    private NettyLane lane;

    private static final class CountingLoop extends DefaultEventLoop {
        final AtomicInteger tasks = new AtomicInteger();

        @Override
        public void execute(Runnable task) {
            tasks.incrementAndGet();
            super.execute(task);
        }
    }

    /** A socket that takes everything at once. */
    private final class Socket extends EmbeddedChannel {
        @Override
        protected void handleOutboundMessage(Object message) {
            written += ((ByteBuf) message).readableBytes();
            writes++;
            ReferenceCountUtil.release(message);
        }

        @Override
        public EmbeddedChannel flush() {
            flushes++;
            return (EmbeddedChannel) super.flush();
        }
    }

    @BeforeEach
    void connect() throws Exception {
        var metrics = new TransportMetrics(new SimpleMeterRegistry(), Clock.systemUTC());
        TransportLimits limits = TestSettings.defaults().limits();
        lane = new NettyLane(loop, metrics);
        loop.submit(() -> {
                    for (int i = 0; i < CONNECTIONS; i++) {
                        connections.add(new NettyConnection(new Socket(), lane, false, false, limits, metrics));
                    }
                })
                .get();
    }

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    private void deliver() throws Exception {
        lane.deliver(List.of(new Delivery(Collections.nCopies(FRAMES, frame), connections)), nanos -> {});
        // The flush is a task of its own behind it, and the word that it is over another.
        loop.submit(() -> {}).get();
        loop.submit(() -> {}).get();
    }

    @Test
    void framesForARoomShouldBeOneWriteEachAndThreeTasks() throws Exception {
        int before = loop.tasks.get();
        deliver();
        assertThat(writes).as("writes").isEqualTo(CONNECTIONS);
        assertThat(flushes).as("flushes").isEqualTo(CONNECTIONS);
        assertThat(loop.tasks.get() - before - 2).as("tasks").isEqualTo(3);
        int header = 4;
        assertThat(written).as("bytes").isEqualTo((long) CONNECTIONS * FRAMES * (header + frame.json().length));
    }

    @Test
    void deliveryShouldAllocateNextToNothing() throws Exception {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = loop.submit(() -> Thread.currentThread().threadId()).get();
        for (int i = 0; i < ROUNDS; i++) deliver();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < ROUNDS; i++) deliver();
        double each = (threads.getThreadAllocatedBytes(thread) - before) / (double) ROUNDS / CONNECTIONS;
        assertThat(each / FRAMES).as("bytes allocated for a delivery").isLessThan(RECORDED_BYTES_ALLOCATED);
    }
}
