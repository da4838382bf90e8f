// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.edge.transport.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * When the next turn of writes may begin: when the last one was written and a pause has passed. What is committed meanwhile
 * collects and then costs one write to each socket. The pause is the longer the longer a processor worked on that and the
 * more came together for it, up to that time: so a post to ten members delays nobody, and where thousands of sockets get many
 * posts a second at least half of a core is left to those who post. What comes after the pause does not wait at all.
 */
final class Pace {
    private static final double LONGEST_PAUSE = 1;
    /** Of frames in a write, with which the pause is as long as writing took. */
    private static final double MANY = 16;
    /** A lane that is not done by then has met trouble, and the others go on. */
    private static final int PATIENCE = 10;

    private static final class Turn {
        private final Semaphore written = new Semaphore(0);
        private int lanes;
        private long frames;
        private long writes;
        private long longest;
        private long ended = System.nanoTime();

        void add(List<Delivery> deliveries) {
            lanes++;
            for (Delivery each : deliveries) {
                writes += each.to().size();
                frames += (long) each.to().size() * each.frames().size();
            }
        }

        synchronized void written(long nanos) {
            longest = Math.max(longest, nanos);
            ended = System.nanoTime();
            written.release();
        }

        /** How much of the pause, which takes at most so many nanoseconds, is left. */
        synchronized long left(long most) {
            long pause = pause(longest, (double) frames / Math.max(1, writes));
            return ended + Math.min(pause, most) - System.nanoTime();
        }
    }

    private final long longest;
    private @Nullable Turn turn;

    /** @param longest pause; lanes are waited for {@value #PATIENCE} times as long at most */
    Pace(Duration longest) {
        this.longest = longest.toNanos();
    }

    /** @param joined frames in a write */
    static long pause(long writing, double joined) {
        return (long) (writing * Math.min(LONGEST_PAUSE, joined / MANY));
    }

    /** A lane is about to write this; to be told when it has, and how long a processor worked on that. */
    LongConsumer begin(List<Delivery> deliveries) {
        Turn now = turn;
        if (now == null) turn = now = new Turn();
        now.add(deliveries);
        return now::written;
    }

    /** Returns when the next turn may begin. */
    void await() throws InterruptedException {
        Turn last = turn;
        if (last == null) return;
        turn = null;
        if (!last.written.tryAcquire(last.lanes, PATIENCE * longest, TimeUnit.NANOSECONDS)) return;
        long left = last.left(longest);
        if (left > 0) TimeUnit.NANOSECONDS.sleep(left);
    }
}
