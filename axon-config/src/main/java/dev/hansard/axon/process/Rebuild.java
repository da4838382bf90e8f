// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.UnreadableEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/** Fills the next generation from the first event, reading ahead while it writes. One that was cut short goes on. */
final class Rebuild {
    private static final long NEAR = 2_000;

    private final BatchRunner runner;
    private final EventStores stores;
    private final int batch;

    private Rebuild(BatchRunner runner, EventStores stores, int batch) {
        this.runner = runner;
        this.stores = stores;
        this.batch = batch;
    }

    static Rebuild start(ProjectionTable table, Generation serving, EventStores stores, int batch) throws SQLException {
        Generation next = serving.next();
        try (Connection connection = table.connection()) {
            for (int number : table.generations(connection, serving.projection().name())) {
                if (number < serving.number()) {
                    table.drop(connection, new Generation(serving.projection(), serving.shard(), number));
                }
            }
            table.create(connection, next);
            connection.commit();
        }
        var runner = new BatchRunner(table, next);
        if (!runner.claim()) throw new BatchRunner.TakenOver();
        return new Rebuild(runner, stores, batch);
    }

    Generation generation() {
        return runner.generation();
    }

    BatchRunner runner() {
        return runner;
    }

    long position() {
        return runner.position();
    }

    /** Writes until little is left. */
    void fill(LongConsumer progress) throws SQLException {
        try (ExecutorService reading = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("rebuild-reader").factory())) {
            int shard = generation().shard();
            CompletableFuture<List<CommittedEvent>> ahead = read(reading, runner.position());
            while (runner.position() + NEAR < stores.knownHead(shard)) {
                List<CommittedEvent> events = ahead.join();
                if (events.isEmpty()) break;
                ahead = read(reading, events.getLast().position());
                runner.run(events);
                progress.accept(runner.position());
            }
        } catch (CompletionException e) {
            if (e.getCause() instanceof UnreadableEvent) slowly(progress);
            else throw e;
        }
    }

    private CompletableFuture<List<CommittedEvent>> read(ExecutorService reading, long after) {
        return CompletableFuture.supplyAsync(() -> after(after, batch), reading);
    }

    private List<CommittedEvent> after(long position, int limit) {
        int shard = generation().shard();
        return generation().projection().readsContent()
                ? stores.log().after(shard, position, limit)
                : stores.log().factsAfter(shard, position, limit);
    }

    /** Goes on past unreadable events, which become dead letters. */
    private void slowly(LongConsumer progress) throws SQLException {
        while (runner.position() < stores.knownHead(generation().shard())) {
            try {
                List<CommittedEvent> events = after(runner.position(), batch);
                if (events.isEmpty()) return;
                runner.run(events);
            } catch (UnreadableEvent e) {
                int before = (int) (e.position() - 1 - runner.position());
                if (before > 0) runner.run(after(runner.position(), before));
                runner.setAside(e.stream(), e.position(), e.toString());
            }
            progress.accept(runner.position());
        }
    }

    /** Writes the rest, while the serving generation stands still. */
    void finish() throws SQLException {
        slowly(position -> {});
    }
}
