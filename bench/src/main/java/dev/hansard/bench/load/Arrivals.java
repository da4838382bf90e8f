// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.load;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * When numbered posts reach the sessions that are to get them. The text of such a post is {@code due NANOS post NUMBER}, with
 * the moment at which it was due by the clock of this process.
 */
public final class Arrivals implements Watcher {
    private static final Needle DUE = new Needle("\"text\":\"due ");
    private static final Needle POST = new Needle(" post ");

    private final int sessions;
    private final AtomicIntegerArray reached;
    private final LongAdder delivered = new LongAdder();
    private final Histogram each = new ConcurrentHistogram(120_000_000L, 3);
    private final Histogram last = new ConcurrentHistogram(120_000_000L, 3);

    /**
     * @param sessions that get each post
     * @param posts at most
     */
    public Arrivals(int sessions, int posts) {
        this.sessions = sessions;
        this.reached = new AtomicIntegerArray(posts);
    }

    /** The text of a post that is due now. */
    public static String text(long dueNanos, int number, String rest) {
        return "due " + dueNanos + " post " + number + " " + rest;
    }

    @Override
    public void frame(int client, byte[] frame, int length) {
        long due = DUE.number(frame, length);
        int number = due < 0 ? -1 : (int) POST.number(frame, length);
        if (number < 0 || number >= reached.length()) return;
        long micros = Math.max(0, System.nanoTime() - due) / 1_000;
        delivered.increment();
        each.recordValue(Math.min(micros, each.getHighestTrackableValue()));
        if (reached.incrementAndGet(number) == sessions) {
            last.recordValue(Math.min(micros, last.getHighestTrackableValue()));
        }
    }

    public long delivered() {
        return delivered.sum();
    }

    /** Microseconds until one session has a post. */
    public Histogram each() {
        return each;
    }

    /** Microseconds until all sessions have a post. */
    public Histogram last() {
        return last;
    }
}
