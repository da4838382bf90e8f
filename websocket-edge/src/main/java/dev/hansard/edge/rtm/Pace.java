// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many in a second. Each one who is too many gets an appointment of its own, one after the other at the same rate, so
 * that a crowd that keeps to them comes back as a queue and not as a crowd. Who does not come back costs nothing, as unused
 * appointments pass with time.
 */
final class Pace {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long perSecond;
    private final long most;
    private final long longest;
    private long credit;
    private long last;
    private long booked;

    /** @param now {@link System#nanoTime} */
    Pace(int perSecond, int burst, Duration longest, long now) {
        this.perSecond = perSecond;
        this.most = burst * SECOND;
        this.longest = longest.toNanos();
        this.credit = most;
        this.last = now;
        this.booked = now;
    }

    /** Nanoseconds after which to ask again; 0 if it may come in. */
    synchronized long ask(long now) {
        long elapsed = Math.max(0, Math.min(now - last, most / perSecond + 1));
        credit = Math.min(most, credit + elapsed * perSecond);
        last = Math.max(last, now);
        if (credit >= SECOND) {
            credit -= SECOND;
            return 0;
        }
        booked = Math.max(booked, now) + SECOND / perSecond;
        if (booked - now <= longest) return booked - now;
        booked = now + longest;
        return longest - ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    }
}
