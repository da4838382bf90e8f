// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Strikes every five to twenty seconds, at random, and never waits for one blow to be over before the next. */
final class Nemesis {
    private static final int SHORTEST_PAUSE_MILLIS = 5_000;
    private static final int MORE_PAUSE_MILLIS = 15_000;

    private final Field field;
    private final Tally tally;
    private final Random random;
    private final List<Fault> faults;
    private final Consumer<String> diary;
    private final Queue<Thread> blows = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** @param faults to choose from */
    Nemesis(Field field, Tally tally, List<Fault> faults, long seed, Consumer<String> diary) {
        this.field = field;
        this.tally = tally;
        this.faults = faults;
        this.random = new Random(seed);
        this.diary = diary;
    }

    /** Returns when the time is over and everything that was broken is mended. */
    void rage(long millis) throws IOException, InterruptedException {
        strikeFor(millis);
        mend();
    }

    private void strikeFor(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (true) {
            long pause = SHORTEST_PAUSE_MILLIS + random.nextInt(MORE_PAUSE_MILLIS);
            long rest = (end - System.nanoTime()) / 1_000_000;
            if (pause > rest) {
                if (rest > 0) Thread.sleep(rest);
                break;
            }
            Thread.sleep(pause);
            strike(faults.get(random.nextInt(faults.size())));
        }
    }

    /** Returns at once; {@link #mend} then waits for the end of it. */
    void rageMeanwhile(long millis) {
        blows.add(Thread.ofVirtual().start(() -> {
            try {
                strikeFor(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    void strike(Fault fault) {
        tally.count("fault " + fault.title());
        diary.accept(fault.title());
        var own = new Random(random.nextLong());
        blows.add(Thread.ofVirtual().start(() -> {
            try {
                fault.strike(field, own);
                diary.accept(fault.title() + " is over");
            } catch (IOException e) {
                failure.compareAndSet(null, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    void mend() throws IOException, InterruptedException {
        for (Thread each : blows) each.join();
        Exception failed = failure.get();
        if (failed != null) throw new IOException("a fault could not be mended", failed);
    }
}
