// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.PlacementEvents;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.content.ContentVault;
import dev.hansard.axon.serial.EventCodec;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** The event store, assembled: opens the shards, their writers and feeds, and closes them in order. */
public final class EventStores implements AutoCloseable {
    private final ShardRegistry shards;
    private final JdbcEventLog log;
    private final ConversationLog conversations;
    private final ContentVault vault;
    private final List<KeyDestruction> destructions = new ArrayList<>();
    private final List<ShardFeed> feeds = new ArrayList<>();
    private final List<ShardWriter> writers = new ArrayList<>();
    private final List<WrittenRows> written = new ArrayList<>();
    private final ExecutorService acks = Executors.newVirtualThreadPerTaskExecutor();
    private final HansardStorageEngine engine;
    private final Relocation relocation;

    public EventStores(
            StoreSettings settings,
            Function<ToIntFunction<WorkspaceId>, ContentVault> vaults,
            AggregateMemory memory,
            Clock clock,
            MeterRegistry meters) {
        this.shards = new ShardRegistry(settings);
        this.vault = vaults.apply(workspace -> shards.of(workspace).id());
        var codec = new EventCodec(vault, List.of());
        this.relocation = new Relocation(shards, codec);
        this.log = new JdbcEventLog(shards, codec, vault, settings.cachedEventBytes());
        this.conversations = new JdbcConversationLog(shards, codec);
        try {
            for (Shards.Shard shard : shards.all()) {
                destructions.add(new KeyDestruction(shard.id(), log, vault, shards.writer(shard.id())));
            }
        } catch (RuntimeException e) {
            shards.close();
            throw e;
        }
        shards.measure(meters);
        for (Shards.Shard shard : shards.all()) {
            var feed = new ShardFeed(shard.id(), log, settings, memory, new Oblivion(vault));
            feeds.add(feed);
            var commit = new BatchCommit(shards.writer(shard.id()));
            var rows = new WrittenRows();
            written.add(rows);
            writers.add(new ShardWriter(shard.id(), settings, commit, feed::committed, rows, memory, acks, meters));
            Gauge.builder("hansard.feed.lag", feed, each -> each.head() - each.position())
                    .description("committed events that the feed has not told of yet")
                    .tag("shard", Integer.toString(shard.id()))
                    .register(meters);
        }
        this.engine = new HansardStorageEngine(shards, writers, feeds, log, new SnapshotTable(shards), codec, clock);
        feed().subscribe(new CommitFeed.Listener() {
            @Override
            public void committed(int shard, List<CommittedEvent> events) {
                learn(shard, events);
            }

            @Override
            public boolean isUrgent() {
                return true;
            }
        });
        for (KeyDestruction each : destructions) {
            ShardFeed feed = feeds.get(destructions.indexOf(each));
            each.start(feed::position);
        }
    }

    /** First of all listeners, so that whoever hears of a move finds the workspace where it is now. */
    private void learn(int shard, List<CommittedEvent> events) {
        for (CommittedEvent each : events) {
            if (each.event() instanceof PlacementEvents.WorkspaceMoved moved) shards.forget(moved.id());
            if (each.event() instanceof PlacementEvents.WorkspaceArrived here) shards.forget(here.id());
        }
        if (Oblivion.isConcerned(events)) destructions.get(shard).wake();
    }

    public Shards shards() {
        return shards;
    }

    /** What takes workspaces from one shard to another. */
    public Relocation relocation() {
        return relocation;
    }

    /** Destroys the keys of all that was erased on the shard up to the position; when it returns, none is left. */
    public void carryOutErasures(int shard, long position) {
        destructions.get(shard).carryOutUpTo(position);
    }

    public EventLog log() {
        return log;
    }

    public ConversationLog conversations() {
        return conversations;
    }

    public CommitFeed feed() {
        return new Feeds(feeds);
    }

    /** What this process wrote to the shard lately, as it was written. */
    public WrittenRows written(int shard) {
        return written.get(shard);
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

    /** Another node committed this. */
    public void heard(Range range) {
        feeds.get(range.shard()).heard(range);
    }

    /** Another node knows that the shard is committed up to {@code position}. */
    public void heard(int shard, long position) {
        feeds.get(shard).heard(position);
    }

    /** Tells {@code relay}, in order and on the shard's feed thread, what is passed. */
    public void relayTo(Relay relay) {
        for (ShardFeed feed : feeds) feed.relayTo(relay);
    }

    /** Told in order what a shard's feed passes. */
    @FunctionalInterface
    public interface Relay {
        /** @param own whether this process committed it; then it is told of even if the feed has passed it already */
        void passed(Range range, boolean own);
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
        destructions.forEach(KeyDestruction::close);
        acks.close();
        shards.close();
        vault.close();
    }
}
