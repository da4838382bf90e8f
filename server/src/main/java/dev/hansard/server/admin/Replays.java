// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.AuditAction;
import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.process.ReadModels.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The rebuilds under way: each projection's at most once, whether anybody watches or not. */
@Component
class Replays {
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private final ReadModels readModels;
    private final OperatorTrail trail;
    private final Map<String, Replay> running = new ConcurrentHashMap<>();

    Replays(ReadModels readModels, OperatorTrail trail) {
        this.readModels = readModels;
        this.trail = trail;
    }

    /** Starts one, or answers the one that runs already. */
    Replay of(String projection) {
        return running.computeIfAbsent(projection, this::start);
    }

    private Replay start(String projection) {
        var shards = new ConcurrentHashMap<Integer, Progress>();
        var done = new CompletableFuture<Void>();
        var replay = new Replay(projection, shards, done, System.nanoTime());
        Thread.ofVirtual().name("replay-" + projection).start(() -> {
            try {
                LOG.info("Replaying {}", projection);
                readModels.replay(projection, progress -> shards.put(progress.shard(), progress));
                serving(projection).forEach(progress -> shards.put(progress.shard(), progress));
                trail.record(OperatorTrail.readModel(AuditAction.REPLAY_COMPLETED, projection));
                LOG.info("Replayed {}: {}", projection, replay.state());
                running.remove(projection);
                done.complete(null);
            } catch (RuntimeException e) {
                LOG.error("The replay of {} failed", projection, e);
                running.remove(projection);
                done.completeExceptionally(e);
                trail.record(OperatorTrail.readModel(AuditAction.REPLAY_COMPLETED, projection)
                        .failed("internal_error"));
            }
        });
        return replay;
    }

    private List<Progress> serving(String projection) {
        return readModels.status().stream()
                .filter(status -> status.projection().equals(projection))
                .map(status -> new Progress(status.shard(), status.position(), status.head()))
                .toList();
    }

    record Replay(String projection, Map<Integer, Progress> shards, Future<Void> done, long startedNanos) {
        /** All shards together. */
        State state() {
            long position =
                    shards.values().stream().mapToLong(Progress::position).sum();
            long head = shards.values().stream().mapToLong(Progress::head).sum();
            long millis = Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
            return new State(projection, position, head, millis, done.state() == Future.State.SUCCESS);
        }
    }

    record State(String projection, long position, long head, long millis, boolean done) {}
}
