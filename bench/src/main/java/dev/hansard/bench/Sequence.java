// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.load.Needle;
import dev.hansard.bench.load.Watcher;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * What each client of a fleet got of the numbered posts of its one channel: each has to come once and in order. Every client
 * is read by one thread at a time.
 */
final class Sequence implements Watcher {
    private static final Needle NUMBER = new Needle("\"text\":\"seq ");
    private static final Needle FAILED = new Needle("\"type\":\"resume_failed\"");

    private final AtomicIntegerArray last;
    private final LongAdder skipped = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder failed = new LongAdder();

    Sequence(int clients) {
        last = new AtomicIntegerArray(clients);
    }

    @Override
    public void frame(int client, byte[] frame, int length) {
        int number = (int) NUMBER.number(frame, length);
        if (number < 0) {
            if (FAILED.after(frame, length) >= 0) failed.increment();
            return;
        }
        int before = last.get(client);
        if (number <= before) {
            repeated.increment();
        } else {
            skipped.add(number - before - 1L);
            last.setPlain(client, number);
        }
    }

    /** The last number that the client got. */
    int last(int client) {
        return last.get(client);
    }

    long skipped() {
        return skipped.sum();
    }

    long repeated() {
        return repeated.sum();
    }

    /** How often a client was told that it cannot resume. */
    long failed() {
        return failed.sum();
    }
}
