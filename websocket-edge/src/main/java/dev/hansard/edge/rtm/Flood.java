// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import java.util.concurrent.TimeUnit;

/** Counts one client's frames: a steady rate, and a burst beyond it. Used by one thread at a time. */
final class Flood {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private final long most;
    private long credit;
    private long last;

    Flood(int perSecond, int burst, long now) {
        this.perSecond = perSecond;
        this.most = burst * SECOND;
        this.credit = most;
        this.last = now;
    }

    /** True if this frame is one too many. */
    boolean isExceededAt(long now) {
        long elapsed = Math.min(now - last, most / perSecond);
        credit = Math.min(most, credit + elapsed * perSecond);
        last = now;
        if (credit < SECOND) return true;
        credit -= SECOND;
        return false;
    }
}
