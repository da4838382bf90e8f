// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.index;

import dev.hansard.axon.process.OutsideReadModel;
import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.store.CommitFeed;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.Shards.Shard;
import dev.hansard.query.search.Coverage;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.SearchSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Keeps the message index up with the record, on all shards. Posting never waits for it. */
public final class SearchFollower implements OutsideReadModel, Coverage, AutoCloseable {
    /** What status and replay call it. */
    public static final String NAME = "search";

    private final Map<Integer, ShardFollower> shards = new TreeMap<>();
    private final EventStores stores;
    private final CommitFeed.Subscription subscription;

    public SearchFollower(EventStores stores, MessageIndex index, SearchSettings settings, MeterRegistry meters) {
        this.stores = stores;
        for (Shard shard : stores.shards().all()) {
            var follower = new ShardFollower(shard.id(), stores, index, settings, meters);
            shards.put(shard.id(), follower);
            Gauge.builder("hansard.search.lag", follower, ShardFollower::lag)
                    .description("committed events that the search index does not hold yet")
                    .tag("shard", Integer.toString(shard.id()))
                    .register(meters);
        }
        this.subscription = stores.feed().subscribe((shard, events) -> {
            ShardFollower follower = shards.get(shard);
            if (follower != null) follower.wake();
        });
    }

    private ShardFollower shard(int id) {
        ShardFollower follower = shards.get(id);
        if (follower == null) throw new IllegalArgumentException("no shard " + id);
        return follower;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long position(int shard) {
        return shard(shard).position();
    }

    @Override
    public boolean isBehind(int shard) {
        return shard(shard).isBehind();
    }

    @Override
    public boolean await(int shard, long position, Duration patience) {
        return shard(shard).await(position, patience);
    }

    @Override
    public List<ReadModels.Status> status() {
        return shards.values().stream().map(ShardFollower::status).toList();
    }

    @Override
    public void replay(Consumer<ReadModels.Progress> progress) {
        shards.forEach((id, follower) -> follower.replay(
                position -> progress.accept(new ReadModels.Progress(id, position, stores.knownHead(id)))));
    }

    @Override
    public void close() {
        subscription.close();
        shards.values().forEach(ShardFollower::close);
    }
}
