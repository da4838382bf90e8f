// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.Pipeline;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.RepositoryProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots of aggregates as they are in memory, where Axon's own snapshotter reads and applies all their events again.
 * What an aggregate has come to may rest on events that are still on their way: so it is written down under its lock, and
 * stored when these are durable and none of them was lost.
 */
public final class LiveSnapshotter implements Snapshotter {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSnapshotter.class);

    private final RepositoryProvider repositories;
    private final AggregateCache cache;
    private final Pipeline pipeline;
    private final Executor executor;

    public LiveSnapshotter(
            RepositoryProvider repositories, AggregateCache cache, Pipeline pipeline, Executor executor) {
        this.repositories = repositories;
        this.cache = cache;
        this.pipeline = pipeline;
        this.executor = executor;
    }

    @Override
    public void scheduleSnapshot(Class<?> type, String stream) {
        executor.execute(() -> {
            try {
                take(type, stream);
            } catch (RuntimeException e) {
                LOG.warn("no snapshot of {}: {}", stream, e.toString());
            }
        });
    }

    private void take(Class<?> type, String stream) {
        cache.takeBasis();
        Runnable snapshot = frozen(type, stream);
        AggregateCache.Basis basis = cache.takeBasis();
        // Whether the last append before it failed says nothing: what matters is what this aggregate rests on.
        pipeline.settled(WorkspaceId.ofStream(stream))
                .exceptionally(failure -> 0L)
                .join();
        if (basis.stands()) snapshot.run();
    }

    private <T> Runnable frozen(Class<T> type, String stream) {
        UnitOfWork<?> locked = DefaultUnitOfWork.startAndGet(null);
        try {
            Aggregate<T> aggregate = repositories.repositoryFor(type).load(stream);
            long sequence = Objects.requireNonNull(aggregate.version(), "an aggregate without events");
            Runnable snapshot = aggregate.invoke(
                    root -> pipeline.frozen(new GenericDomainEventMessage<>(aggregate.type(), stream, sequence, root)));
            locked.commit();
            return snapshot;
        } catch (RuntimeException e) {
            if (locked.isActive()) locked.rollback(e);
            throw e;
        }
    }
}
