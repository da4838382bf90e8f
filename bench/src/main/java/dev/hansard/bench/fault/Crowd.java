// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** All senders and readers of a run. */
final class Crowd {
    private static final long CATCH_UP_NANOS = TimeUnit.SECONDS.toNanos(90);
    /** Every fourth reader polls. */
    private static final int POLLING = 4;

    private final Stage stage;
    private final List<Sender> senders = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private final List<Wanderer> wanderers = new ArrayList<>();
    private final List<Thread> sending = new ArrayList<>();
    private final List<Thread> reading = new ArrayList<>();

    /** @param postsPerSecond of all senders together, while nothing fails */
    Crowd(Stage stage, double postsPerSecond, long seed) {
        this.stage = stage;
        var random = new Random(seed);
        int count = stage.town().senders();
        for (int i = 0; i < count; i++) {
            senders.add(new Sender(stage, i, 1_000 * count / postsPerSecond, random.nextLong()));
        }
        for (int i = 0; i < stage.town().readers(); i++) {
            long own = random.nextLong();
            if (stage.town().wanders(i)) {
                stage.checker().wanders(i);
                wanderers.add(new Wanderer(stage, i, random.nextLong()));
            }
            readers.add(i % POLLING == 3 ? new PollReader(stage, i, own) : new RtmReader(stage, i, own));
        }
    }

    List<RtmReader> rtmReaders() {
        return readers.stream()
                .filter(RtmReader.class::isInstance)
                .map(RtmReader.class::cast)
                .toList();
    }

    /** Returns when all readers are listening and the senders have begun. */
    void begin() throws InterruptedException {
        for (Reader each : readers) reading.add(Thread.ofVirtual().start(each));
        for (Reader each : readers) each.awaitListening();
        for (Wanderer each : wanderers) sending.add(Thread.ofVirtual().start(each));
        for (Sender each : senders) sending.add(Thread.ofVirtual().start(each));
    }

    /** Returns when every post was acknowledged or given up, and nobody wanders any more. */
    void stopSending() throws InterruptedException {
        senders.forEach(Sender::stop);
        wanderers.forEach(Wanderer::stop);
        for (Thread each : sending) each.join();
    }

    /** Waits until every reader has what is on record, or for so long that it never will; then ends them all. */
    void stopReading() throws InterruptedException {
        long end = System.nanoTime() + CATCH_UP_NANOS;
        while (!stage.checker().everybodyHasAll() && System.nanoTime() < end) Thread.sleep(200);
        readers.forEach(Reader::stop);
        reading.forEach(Thread::interrupt);
        for (Thread each : reading) each.join(TimeUnit.SECONDS.toMillis(30));
    }
}
