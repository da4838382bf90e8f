// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.util.concurrent.locks.LockSupport;

/** Waiting for a moment of {@link System#nanoTime}. */
final class Clocks {
    private Clocks() {}

    /** Returns at the moment, or at once if it has passed. */
    static void until(long nanos) throws InterruptedException {
        for (long wait = nanos - System.nanoTime(); wait > 0; wait = nanos - System.nanoTime()) {
            LockSupport.parkNanos(wait);
            if (Thread.interrupted()) throw new InterruptedException();
        }
    }
}
