// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.testing;

import dev.hansard.api.DomainEvent;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.AggregateCache;
import dev.hansard.axon.content.ContentVault;
import dev.hansard.axon.content.KeyDatabase;
import dev.hansard.axon.content.KeyFile;
import dev.hansard.axon.content.KeyRing;
import dev.hansard.axon.content.KeySettings;
import dev.hansard.axon.content.PlainVault;
import dev.hansard.axon.process.Projection;
import dev.hansard.axon.process.Projections;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** A real event store with projections on fresh databases, without Spring; write events to it as they come. */
public final class TestRecord implements AutoCloseable {
    public final EventStores stores;
    public final Projections readModels;
    public final AggregateCache memory = new AggregateCache(100);
    /** Null when content is stored plainly. */
    public KeyRing keys;

    private final Map<String, Long> sequences = new HashMap<>();

    private TestRecord(
            StoreSettings settings,
            Function<ToIntFunction<WorkspaceId>, ContentVault> vaults,
            List<Projection> projections) {
        var meters = new SimpleMeterRegistry();
        stores = new EventStores(settings, vaults, memory, Clock.systemUTC(), meters);
        readModels = new Projections(stores, projections, settings, meters);
    }

    /** On one fresh database. */
    public static TestRecord with(Projection... projections) {
        return with(StoreSettings.of(List.of(TestDatabase.fresh())), projections);
    }

    public static TestRecord with(StoreSettings settings, Projection... projections) {
        return new TestRecord(settings, shardOf -> new PlainVault(), List.of(projections));
    }

    /** One whose content is encrypted; the keys lie in databases beside the shards', under this master key. */
    public static TestRecord sealed(StoreSettings settings, Path masterKey, Projection... projections) {
        List<KeyRing.Login> logins = settings.shards().stream()
                .map(shard -> new KeyRing.Login(KeyDatabase.beside(shard.url()), shard.username(), shard.password()))
                .toList();
        var keys = new KeyRing(KeySettings.of(masterKey), logins, new KeyFile(masterKey));
        var record = new TestRecord(settings, keys::vault, List.of(projections));
        record.keys = keys;
        return record;
    }

    /** Commits the events, all at once, in order; each continues its stream. The workspace is placed if it is new. */
    public synchronized void append(DomainEvent... events) {
        var messages = new ArrayList<GenericDomainEventMessage<DomainEvent>>();
        for (DomainEvent event : events) {
            stores.shards().place(event.workspace(), null);
            long sequence =
                    sequences.compute(event.streamId(), (stream, next) -> next == null ? end(stream) + 1 : next + 1);
            messages.add(new GenericDomainEventMessage<>("test", event.streamId(), sequence, event));
        }
        stores.engine().appendEvents(messages);
        stores.pipeline().takeAppend().join();
    }

    private long end(String stream) {
        List<CommittedEvent> all = stores.log().stream(stream, 0, 100_000);
        return all.isEmpty() ? -1 : all.getLast().sequence();
    }

    /** Everything on the shard, in order. */
    public List<CommittedEvent> all(int shard) {
        return stores.log().after(shard, 0, (int) stores.log().head(shard));
    }

    @Override
    public void close() {
        readModels.close();
        stores.close();
    }
}
