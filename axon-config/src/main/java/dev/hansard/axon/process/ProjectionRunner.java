// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.Shards.Shard;
import dev.hansard.axon.store.StoreSettings;
import dev.hansard.axon.store.StoreUnavailable;
import dev.hansard.axon.store.UnreadableEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one projection on one shard up to date: sleeps until something is committed, then takes all there is. */
final class ProjectionRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRunner.class);
    private static final Duration RETRY = Duration.ofMillis(250);
    /** Committed but not yet told of: the feed is a moment behind its writer. */
    private static final Duration FEED_HAND_OVER = Duration.ofNanos(500_000);
    /** The process that writes is about to. */
    private static final Duration OTHER_PROCESS = Duration.ofMillis(10);

    /** What is committed within this time is written together, unless somebody waits for it. */
    private static final Duration GATHERED = Duration.ofMillis(20);

    private static final long CLAIM_EVERY_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Projection projection;
    private final Shard shard;
    private final EventStores stores;
    private final StoreSettings settings;
    private final ProjectionTable table;
    private final Headway headway;
    private final Thread thread;
    private volatile BatchRunner serving;
    private volatile @Nullable Rebuild rebuild;
    private volatile @Nullable String error;
    private volatile boolean closed;

    ProjectionRunner(
            Projection projection, Shard shard, EventStores stores, StoreSettings settings, ProjectionTable table)
            throws SQLException {
        this.projection = projection;
        this.shard = shard;
        this.stores = stores;
        this.settings = settings;
        this.table = table;
        this.serving = new BatchRunner(table, prepare());
        this.headway = new Headway(() -> stores.knownHead(shard.id()), settings.projectionBatch(), GATHERED);
        headway.moved(serving.position());
        this.thread = Thread.ofPlatform()
                .name("projection-" + projection.name() + "-" + shard.id())
                .start(this::loop);
    }

    /** The generation to serve. After a change of version that is a new one, which fills up from the first event. */
    private Generation prepare() throws SQLException {
        try (Connection connection = table.connection()) {
            ProjectionTable.Serving stored = table.serving(connection, projection.name());
            int number = stored == null ? 1 : stored.generation();
            if (stored != null && stored.version() != projection.version()) {
                List<Integer> all = table.generations(connection, projection.name());
                number = Math.max(number, all.isEmpty() ? 0 : all.getLast()) + 1;
            }
            var generation = new Generation(projection, shard.id(), number);
            table.create(connection, generation);
            if (stored == null || stored.generation() != number) table.serve(connection, generation);
            connection.commit();
            return generation;
        }
    }

    Generation generation() {
        return serving.generation();
    }

    Headway headway() {
        return headway;
    }

    ReadModels.Status status() {
        long letters = 0;
        try (Connection connection = table.connection()) {
            for (ReadModels.DeadLetter each : DeadLetters.list(connection, generation()))
                letters += each.waiting() + 1L;
        } catch (SQLException e) {
            LOG.debug("dead letters of {} cannot be counted", projection.name(), e);
        }
        Rebuild running = rebuild;
        return new ReadModels.Status(
                projection.name(),
                shard.id(),
                generation().number(),
                headway.position(),
                stores.knownHead(shard.id()),
                thread.isAlive() && error == null,
                error,
                letters,
                running == null ? null : running.position());
    }

    private void loop() {
        long claimedAt = 0;
        boolean claimed = false;
        while (!closed) {
            try {
                long wait = claimed ? CLAIM_EVERY_NANOS : RETRY.toNanos();
                if (claimedAt == 0 || System.nanoTime() - claimedAt > wait) {
                    claimed = claim();
                    claimedAt = System.nanoTime();
                    headway.moved(serving.position());
                }
                if (!claimed) {
                    watch();
                } else {
                    headway.gather();
                    if (!step()) headway.idle(FEED_HAND_OVER);
                }
                error = null;
            } catch (SQLException | RuntimeException e) {
                claimed = false;
                claimedAt = 0;
                if (closed) return;
                error = e.getClass().getSimpleName();
                LOG.warn("projection {} on shard {} waits: {}", projection.name(), shard.id(), e.toString());
                sleep(RETRY);
            }
        }
    }

    /** Also notices that another process has rebuilt the read model, and goes over to that. */
    private synchronized boolean claim() throws SQLException {
        ProjectionTable.Serving stored;
        try (Connection connection = table.connection()) {
            stored = table.serving(connection, projection.name());
        }
        if (stored != null
                && stored.version() == projection.version()
                && stored.generation() > generation().number()) {
            serving = new BatchRunner(table, new Generation(projection, shard.id(), stored.generation()));
        }
        return serving.claim();
    }

    /** Another process writes: follows it. */
    private void watch() throws SQLException {
        synchronized (this) {
            serving.observe(after -> stores.follow(shard.id(), after, settings.projectionBatch()));
            headway.moved(serving.position());
        }
        headway.idle(OTHER_PROCESS);
    }

    /** One batch; false when there was nothing to take. */
    private boolean step() throws SQLException {
        synchronized (this) {
            List<CommittedEvent> events = next(serving, settings.projectionBatch());
            if (events.isEmpty()) return false;
            serving.run(events);
            headway.moved(serving.position());
            return true;
        }
    }

    /** Up to {@code limit} events after the runner's position; sets aside one that is unreadable. */
    private List<CommittedEvent> next(BatchRunner runner, int limit) throws SQLException {
        try {
            return stores.follow(shard.id(), runner.position(), limit);
        } catch (UnreadableEvent e) {
            if (e.position() == runner.position() + 1) {
                LOG.error("projection {} passes over event {}", projection.name(), e.position(), e);
                runner.setAside(e.stream(), e.position(), e.toString());
                return List.of();
            }
            return stores.follow(shard.id(), runner.position(), (int) (e.position() - 1 - runner.position()));
        }
    }

    /** Fills a new generation from the first event, then serves it. */
    void replay(LongConsumer progress) throws SQLException {
        Rebuild running;
        synchronized (this) {
            if (rebuild != null) throw new IllegalStateException("a rebuild is under way");
            running = Rebuild.start(table, serving.generation(), stores, settings.replayBatch());
            rebuild = running;
        }
        try {
            running.fill(progress);
            Generation old = serving.generation();
            synchronized (this) {
                running.finish();
                try (Connection connection = table.connection()) {
                    table.serve(connection, running.generation());
                    connection.commit();
                }
                serving = running.runner();
                headway.moved(serving.position());
            }
            LOG.info(
                    "projection {} on shard {} serves generation {}",
                    projection.name(),
                    shard.id(),
                    generation().number());
            retire(old);
        } finally {
            rebuild = null;
        }
    }

    /** Drops old tables a little later: queries that looked up their names may still be reading. */
    private void retire(Generation old) {
        Thread.ofVirtual().name("retire-" + old.name("tables")).start(() -> {
            sleep(Duration.ofSeconds(5));
            if (closed) return;
            try (Connection connection = table.connection()) {
                table.drop(connection, old);
            } catch (SQLException e) {
                LOG.warn("{} is dropped at the next rebuild", old.name("*"), e);
            }
        });
    }

    List<ReadModels.DeadLetter> deadLetters() throws SQLException {
        try (Connection connection = table.connection()) {
            return DeadLetters.list(connection, generation());
        }
    }

    int retryDeadLetters() throws SQLException {
        int left = 0;
        for (ReadModels.DeadLetter first : deadLetters()) {
            synchronized (this) {
                List<Long> positions;
                try (Connection connection = table.connection()) {
                    positions = DeadLetters.positions(connection, generation(), first.stream());
                }
                try {
                    var events = new ArrayList<>(
                            stores.log().at(shard.id(), positions).values());
                    events.sort(java.util.Comparator.comparingLong(CommittedEvent::position));
                    left += serving.retry(first.stream(), events);
                } catch (UnreadableEvent e) {
                    left += positions.size();
                }
            }
        }
        return left;
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        headway.end();
        try {
            thread.join(10_000);
            serving.release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | StoreUnavailable e) {
            LOG.debug("the claim of {} runs out by itself", projection.name(), e);
        }
    }
}
