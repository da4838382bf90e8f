// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.audit.proof.ProofLog.Published;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the last checkpoint of each log outside, now and then, each place on a thread of its own. A place that does not answer
 * is tried again with growing pauses and misses only checkpoints that later ones cover; nothing waits for it.
 */
final class CheckpointPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointPublisher.class);
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private record Key(String place, int shard) {}

    private record State(long size, @Nullable String error) {}

    private final ProofLogs logs;
    private final List<CheckpointPlace> places = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Key, State> states = new ConcurrentHashMap<>();
    private final Duration every;
    private final MeterRegistry meters;
    private volatile boolean closed;

    CheckpointPublisher(ProofLogs logs, ProofSettings.Publish settings, MeterRegistry meters) {
        this.logs = logs;
        this.every = settings.every();
        this.meters = meters;
        if (settings.directory() != null) places.add(new PublishDirectory(settings.directory()));
        if (settings.url() != null) {
            places.add(new PublishHook(settings.url(), settings.tokenFile(), settings.timeout()));
        }
        for (CheckpointPlace place : places) {
            for (LogFollower follower : logs.all()) gauge(place, follower.log().shard());
            threads.add(Thread.ofVirtual().name("publish-" + place.name()).start(() -> run(place)));
        }
    }

    private void gauge(CheckpointPlace place, int shard) {
        Gauge.builder(
                        "hansard.proofs.published.size",
                        () -> state(place.name(), shard).size())
                .description("events under the last checkpoint that arrived at the place")
                .tag("place", place.name())
                .tag("shard", Integer.toString(shard))
                .register(meters);
    }

    private State state(String place, int shard) {
        return states.getOrDefault(new Key(place, shard), new State(0, null));
    }

    List<LogStatus.Place> places(int shard) {
        return places.stream()
                .map(place -> {
                    State state = state(place.name(), shard);
                    return new LogStatus.Place(place.name(), state.size(), state.error());
                })
                .toList();
    }

    private void run(CheckpointPlace place) {
        Retry retry = Retry.of(
                "publish-" + place.name(),
                RetryConfig.custom()
                        .maxAttempts(ATTEMPTS)
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE))
                        .retryExceptions(IOException.class)
                        .build());
        try {
            while (!closed) {
                for (LogFollower follower : logs.all()) send(place, retry, follower.log());
                Thread.sleep(every);
            }
        } catch (InterruptedException e) {
            LOG.debug("publishing to the {} ends", place.name());
        }
    }

    private void send(CheckpointPlace place, Retry retry, ProofLog log) throws InterruptedException {
        Published published = log.published();
        var key = new Key(place.name(), log.shard());
        State before = state(place.name(), log.shard());
        if (published == null || published.checkpoint().size() == before.size()) return;
        try {
            Retry.decorateCheckedRunnable(retry, () -> place.publish(published.checkpoint(), published.note()))
                    .run();
            states.put(key, new State(published.checkpoint().size(), null));
            count(place, "arrived");
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            if (Thread.currentThread().isInterrupted()) throw new InterruptedException();
            if (before.error() == null) {
                LOG.warn("shard {}: the checkpoint does not reach the {}: {}", log.shard(), place.name(), e.toString());
            }
            states.put(key, new State(before.size(), e.toString()));
            count(place, "failed");
        }
    }

    private void count(CheckpointPlace place, String outcome) {
        meters.counter("hansard.proofs.published", "place", place.name(), "outcome", outcome)
                .increment();
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }
}
