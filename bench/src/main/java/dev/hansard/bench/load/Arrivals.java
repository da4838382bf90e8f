// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.load;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntUnaryOperator;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * When numbered posts reach the sessions that are to get them. The text of such a post is {@code due NANOS post NUMBER}, with
 * the moment at which it was due by the clock of this process. Acks of such posts are counted apart.
 *
 * <p>A frame is read at the places where the one before had its text, and only otherwise searched.
 */
public final class Arrivals implements Watcher {
    private static final long LONGEST_MICROS = 120_000_000L;
    private static final Needle DUE = new Needle("\"text\":\"due ");
    private static final Needle POST = new Needle(" post ");
    private static final Needle ACK = new Needle("{\"ok\":");
    private static final Needle ACCEPTED = new Needle("true");

    private final IntUnaryOperator sessions;
    private final AtomicIntegerArray reached;
    private final LongAdder delivered = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicInteger complete = new AtomicInteger();
    private final LongAdder acked = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final Queue<Histogram> eachOfThreads = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Histogram> each = ThreadLocal.withInitial(this::histogram);
    private final Histogram last = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private final Histogram acks = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private int textAt = -1;

    /**
     * @param sessions that get each post
     * @param posts at most
     */
    public Arrivals(int sessions, int posts) {
        this(post -> sessions, posts);
    }

    /**
     * @param sessions that get the post with a number, known before it arrives
     * @param posts at most
     */
    public Arrivals(IntUnaryOperator sessions, int posts) {
        this.sessions = sessions;
        this.reached = new AtomicIntegerArray(posts);
    }

    /** The text of a post that is due now. */
    public static String text(long dueNanos, int number, String rest) {
        return "due " + dueNanos + " post " + number + " " + rest;
    }

    @Override
    public void frame(int client, byte[] frame, int length) {
        int ack = ACK.afterIfAt(frame, 0, length);
        if (ack >= 0) {
            acknowledged(frame, ack, length);
            return;
        }
        int at = DUE.afterIfAt(frame, textAt, length);
        if (at < 0) {
            at = DUE.after(frame, length);
            if (at < 0) return;
            textAt = at - DUE.length();
        }
        long due = 0;
        for (; at < length && isDigit(frame[at]); at++) due = due * 10 + (frame[at] - '0');
        at = POST.afterIfAt(frame, at, length);
        if (at < 0) return;
        int number = 0;
        for (; at < length && isDigit(frame[at]); at++) number = number * 10 + (frame[at] - '0');
        if (number >= 0 && number < reached.length()) arrived(due, number, length);
    }

    private void acknowledged(byte[] frame, int at, int length) {
        boolean accepted = ACCEPTED.afterIfAt(frame, at, length) >= 0;
        (accepted ? acked : refused).increment();
        long due = accepted ? DUE.number(frame, length) : -1;
        if (due >= 0) acks.recordValue(microsSince(due));
    }

    private static long microsSince(long due) {
        return Math.clamp((System.nanoTime() - due) / 1_000, 0, LONGEST_MICROS);
    }

    private void arrived(long due, int number, int length) {
        long micros = microsSince(due);
        each.get().recordValue(micros);
        bytes.add(length);
        delivered.increment();
        if (reached.incrementAndGet(number) == sessions.applyAsInt(number)) {
            last.recordValue(micros);
            complete.incrementAndGet();
        }
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private Histogram histogram() {
        var histogram = new Histogram(LONGEST_MICROS, 3);
        eachOfThreads.add(histogram);
        return histogram;
    }

    public long delivered() {
        return delivered.sum();
    }

    /** Of the frames that delivered posts. */
    public long bytes() {
        return bytes.sum();
    }

    /** Posts that all sessions have. */
    public int complete() {
        return complete.get();
    }

    /** Posts that the server said it has. */
    public long acked() {
        return acked.sum();
    }

    /** Posts that it said it does not have. */
    public long refused() {
        return refused.sum();
    }

    /** Microseconds until one session has a post; to be asked when nothing arrives any more. */
    public Histogram each() {
        var all = new Histogram(LONGEST_MICROS, 3);
        eachOfThreads.forEach(all::add);
        return all;
    }

    /** Microseconds until a post is acknowledged. */
    public Histogram acks() {
        return acks;
    }

    /** Microseconds until all sessions have a post. */
    public Histogram last() {
        return last;
    }
}
