// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import dev.hansard.edge.limits.TooManyCalls;
import dev.hansard.edge.limits.TryElsewhere;
import dev.hansard.edge.session.RtmSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Who may come in, and how many at once, so that a crowd of returning clients leaves the posts of those who are there alone.
 * A client is turned away before anything was done for it, and told when to come back.
 */
@Component
final class Admission {
    /** By then a client that is turned away by a server that stops finds another one. */
    private static final int ELSEWHERE_SECONDS = 2;

    private final Pace pace;
    private final Semaphore turns;
    private final AtomicInteger entering = new AtomicInteger();
    private final int mostEntering;
    private final Counter tooFast;
    private final Counter tooMany;
    private final Counter draining;
    private final Timer took;
    private volatile boolean closed;

    Admission(RtmSettings settings, MeterRegistry metrics) {
        RtmSettings.Admission limits = settings.admission();
        pace = new Pace(limits.rate(), limits.atOneMoment(), limits.longestHint(), System.nanoTime());
        turns = new Semaphore(limits.atOnce(), true);
        mostEntering = limits.entering();
        tooFast = counter(metrics, "rate");
        tooMany = counter(metrics, "entering");
        draining = counter(metrics, "draining");
        took = Timer.builder("hansard.edge.enter")
                .description("from an accepted socket or poll until it is live")
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(metrics);
        Gauge.builder("hansard.edge.entering", entering, AtomicInteger::get)
                .description("sessions that are not live yet")
                .register(metrics);
    }

    private static Counter counter(MeterRegistry metrics, String why) {
        return Counter.builder("hansard.edge.turned.away")
                .description("who wanted in and was told to come back later, or elsewhere")
                .tag("why", why)
                .register(metrics);
    }

    /** A new session may come. Refuses with {@link TooManyCalls}, or {@link TryElsewhere} when this edge is stopping. */
    void admit() {
        admitPoll();
        long wait = pace.ask(System.nanoTime());
        if (wait == 0) return;
        tooFast.increment();
        throw new TooManyCalls(Duration.ofNanos(wait));
    }

    /** A poll may come; polls come again and again, so only their number at once counts. */
    void admitPoll() {
        if (closed) {
            draining.increment();
            throw new TryElsewhere(
                    Duration.ofSeconds(1 + ThreadLocalRandom.current().nextInt(ELSEWHERE_SECONDS)));
        }
        if (entering.get() < mostEntering) return;
        tooMany.increment();
        throw new TooManyCalls(
                Duration.ofSeconds(1 + ThreadLocalRandom.current().nextInt(ELSEWHERE_SECONDS * 2)));
    }

    /** Leads a session in. Blocks, for as long as the client takes to read what it missed. */
    void enter(Runnable session) {
        long start = System.nanoTime();
        entering.incrementAndGet();
        try {
            session.run();
        } finally {
            entering.decrementAndGet();
            took.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    /** Does some work for a session that is to come, when it is its turn. Blocks. */
    <T> T inTurn(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    /** From now on everybody is turned away. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
