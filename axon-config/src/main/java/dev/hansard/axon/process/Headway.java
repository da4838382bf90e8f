// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** How far a projection is: its own thread moves it on and sleeps here, readers wait here until it is far enough. */
final class Headway {
    private static final Duration ASLEEP = Duration.ofMillis(250);

    private final LongSupplier head;
    private final int batch;
    private final Duration gathered;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile long position;
    /** The highest position that somebody has waited for. */
    private long wanted;

    private volatile boolean gathering;
    private volatile boolean over;

    /**
     * @param head up to where events are known to be committed
     * @param batch so many events are not let add up any further
     * @param gathered what is committed within this time is written together
     */
    Headway(LongSupplier head, int batch, Duration gathered) {
        this.head = head;
        this.batch = batch;
        this.gathered = gathered;
    }

    long position() {
        return position;
    }

    long lag() {
        return Math.max(0, head.getAsLong() - position);
    }

    void moved(long to) {
        lock.lock();
        try {
            position = to;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Something was committed. */
    void wake() {
        if (gathering && lag() < batch) return;
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody sleeps or waits here any more. */
    void end() {
        over = true;
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the position is at least {@code target}; false when that took longer than {@code patience}. */
    boolean await(long target, Duration patience) {
        if (position >= target) return true;
        long nanos = patience.toNanos();
        lock.lock();
        try {
            wanted = Math.max(wanted, target);
            changed.signalAll();
            while (position < target && nanos > 0 && !over) nanos = changed.awaitNanos(nanos);
            return position >= target;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Lets what is committed add up for a moment, unless somebody waits for it: just now there is more urgent work. */
    void gather() {
        lock.lock();
        gathering = true;
        try {
            long nanos = gathered.toNanos();
            while (!over && wanted <= position && isSomethingDue() && nanos > 0) nanos = changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            gathering = false;
            lock.unlock();
        }
    }

    private boolean isSomethingDue() {
        long lag = lag();
        return lag > 0 && lag < batch;
    }

    /**
     * Sleeps until something is committed.
     *
     * @param behind how long to wait for what is known to be committed
     */
    void idle(Duration behind) {
        lock.lock();
        try {
            if (over) return;
            long nanos = (lag() > 0 ? behind : ASLEEP).toNanos();
            long ignored = changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
