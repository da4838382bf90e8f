// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The pause after a turn of writes, in which what follows collects and then costs one write to each socket. As long as the
 * turn was wide: a post to ten members delays nobody, one to a thousand holds the next one back for the longest time. What
 * comes after the pause does not wait at all.
 */
final class Joining {
    /** Twice to four times what a write costs the processor, so that writes take at most about a third of a core's time. */
    private static final long NANOS_PER_WRITE = 20_000;

    private final long longest;
    private long until = System.nanoTime();

    Joining(Duration longest) {
        this.longest = longest.toNanos();
    }

    void wrote(int writes) {
        long pause = Math.min(longest, writes * NANOS_PER_WRITE);
        if (pause > 0) until = System.nanoTime() + pause;
    }

    void await() throws InterruptedException {
        long left = until - System.nanoTime();
        if (left > 0) TimeUnit.NANOSECONDS.sleep(left);
    }
}
