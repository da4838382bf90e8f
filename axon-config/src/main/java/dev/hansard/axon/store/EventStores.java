// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.axon.content.ContentVault;
import dev.hansard.axon.serial.EventCodec;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** The event store, assembled: opens the shards, their writers and feeds, and closes them in order. */
public final class EventStores implements AutoCloseable {
    private final ShardRegistry shards;
    private final JdbcEventLog log;
    private final List<ShardFeed> feeds = new ArrayList<>();
    private final List<ShardWriter> writers = new ArrayList<>();
    private final ExecutorService acks = Executors.newVirtualThreadPerTaskExecutor();
    private final HansardStorageEngine engine;

    public EventStores(
            StoreSettings settings, ContentVault vault, AggregateMemory memory, Clock clock, MeterRegistry meters) {
        this.shards = new ShardRegistry(settings);
        var codec = new EventCodec(vault, List.of());
        this.log = new JdbcEventLog(shards, codec, settings.cachedEventBytes());
        for (Shards.Shard shard : shards.all()) {
            var feed = new ShardFeed(shard.id(), log, settings, memory);
            feeds.add(feed);
            var commit = new BatchCommit(shards.writer(shard.id()));
            writers.add(new ShardWriter(shard.id(), settings, commit, feed::committed, memory, acks, meters));
            Gauge.builder("hansard.feed.lag", feed, each -> each.head() - each.position())
                    .description("committed events that the feed has not told of yet")
                    .tag("shard", Integer.toString(shard.id()))
                    .register(meters);
        }
        this.engine = new HansardStorageEngine(shards, writers, feeds, log, new SnapshotTable(shards), codec, clock);
    }

    public Shards shards() {
        return shards;
    }

    public EventLog log() {
        return log;
    }

    public CommitFeed feed() {
        return new Feeds(feeds);
    }

    public EventStorageEngine engine() {
        return engine;
    }

    public Pipeline pipeline() {
        return engine;
    }

    /** The last position of the shard that is known to be committed; at least all that this process acknowledged. */
    public long knownHead(int shard) {
        return feeds.get(shard).head();
    }

    /**
     * Up to {@code limit} events after {@code position}, from memory if they are recent.
     *
     * @throws UnreadableEvent at the first that makes no sense
     */
    public List<CommittedEvent> follow(int shard, long position, int limit) {
        @Nullable List<CommittedEvent> recent = feeds.get(shard).recent(position, limit);
        return recent != null ? recent : log.after(shard, position, limit);
    }

    @Override
    public void close() {
        writers.forEach(ShardWriter::close);
        feeds.forEach(ShardFeed::close);
        acks.close();
        shards.close();
    }
}
