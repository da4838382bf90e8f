// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.Connection;
import dev.hansard.edge.transport.Delivery;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.transport.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Collects what one long poll answers. What does not fit is left for the next one, which resumes after it. */
final class PollConnection implements Connection {
    private static final int MOST_FRAMES = 1_000;
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final Lane LANE = PollConnection::deliver;

    private final List<EncodedFrame> collected = new ArrayList<>();
    private int bytes;
    private boolean full;
    private @Nullable CloseCode closed;

    private static void deliver(List<Delivery> deliveries, LongConsumer written) {
        for (Delivery delivery : deliveries) {
            for (Connection to : delivery.to()) delivery.frames().forEach(to::send);
        }
        written.accept(0);
    }

    @Override
    public boolean binary() {
        return false;
    }

    @Override
    public Lane lane() {
        return LANE;
    }

    @Override
    public synchronized void send(EncodedFrame frame) {
        if (full || closed != null) return;
        if (collected.size() == MOST_FRAMES || bytes + frame.json().length > MOST_BYTES) {
            full = true;
        } else {
            collected.add(frame);
            bytes += frame.json().length;
        }
        notifyAll();
    }

    @Override
    public synchronized boolean sendAndWait(List<EncodedFrame> frames, Duration limit) {
        frames.forEach(this::send);
        return !full && closed == null;
    }

    @Override
    public void ping() {
        // The request that waits is the sign of life.
    }

    @Override
    public synchronized void close(CloseCode code) {
        if (closed == null) closed = code;
        notifyAll();
    }

    /** Waits until there is something to answer. */
    synchronized void await(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (collected.isEmpty() && closed == null) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) return;
            wait(left);
        }
    }

    synchronized List<EncodedFrame> collected() {
        return List.copyOf(collected);
    }

    /** More was due than one answer takes. */
    synchronized boolean isFull() {
        return full;
    }

    synchronized @Nullable CloseCode closed() {
        return closed;
    }
}
