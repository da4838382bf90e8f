// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.DomainEvent;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.content.ContentVault;
import dev.hansard.axon.content.KeysUnavailable;
import dev.hansard.axon.serial.EventCodec;
import dev.hansard.axon.store.Shards.Placement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Axon's door to the record. Appending hands the events of a unit of work to the shard's writer and returns; {@link
 * Pipeline} tells when they are durable.
 */
final class HansardStorageEngine implements EventStorageEngine, Pipeline {
    private static final int PAGE = 1_000;

    private final Shards shards;
    private final List<ShardWriter> writers;
    private final List<ShardFeed> feeds;
    private final JdbcEventLog log;
    private final SnapshotTable snapshots;
    private final EventCodec codec;
    private final Clock clock;
    private final ThreadLocal<@Nullable CompletableFuture<Long>> handedOver = new ThreadLocal<>();

    HansardStorageEngine(
            Shards shards,
            List<ShardWriter> writers,
            List<ShardFeed> feeds,
            JdbcEventLog log,
            SnapshotTable snapshots,
            EventCodec codec,
            Clock clock) {
        this.shards = shards;
        this.writers = writers;
        this.feeds = feeds;
        this.log = log;
        this.snapshots = snapshots;
        this.codec = codec;
        this.clock = clock;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) return;
        // Before anything is sealed: the keys must be those of the shard that takes the rows, or the shard refuses
        // them.
        var placements = placements(events);
        int shard = placements.iterator().next().shard();
        var rows = new ArrayList<Append.Row>(events.size());
        Instant now = clock.instant();
        for (EventMessage<?> message : events) rows.add(row(message, now));
        Append append = Append.of(rows, Unchanged.ofCommand(), placements);
        writers.get(shard).append(append);
        handedOver.set(append.durable());
    }

    private Set<Placement> placements(List<? extends EventMessage<?>> events) {
        var placements = new LinkedHashSet<Placement>();
        for (EventMessage<?> message : events) {
            if (message.getPayload() instanceof DomainEvent event) placements.add(shards.placement(event.workspace()));
        }
        if (placements.isEmpty()) throw new IllegalArgumentException("only domain events are stored");
        if (placements.stream().mapToInt(Placement::shard).distinct().count() > 1) {
            throw new IllegalStateException("a unit of work must not cross shards");
        }
        return placements;
    }

    @Override
    public void doubt(WorkspaceId workspace) {
        shards.doubt(workspace);
    }

    private Append.Row row(EventMessage<?> message, Instant now) {
        if (!(message instanceof DomainEventMessage<?> domain) || !(domain.getPayload() instanceof DomainEvent event)) {
            throw new IllegalArgumentException("only domain events are stored: " + message.getPayloadType());
        }
        String stream = domain.getAggregateIdentifier();
        if (!stream.equals(event.streamId())) {
            throw new IllegalArgumentException("an event of " + event.streamId() + " applied to " + stream);
        }
        EventMeta meta = MetaKeys.read(message.getMetaData());
        long sequence = domain.getSequenceNumber();
        EventCodec.Stored stored = encode(event, new ContentVault.Place(stream, sequence));
        byte[] once = EventRows.onceHash(OnceKey.of(event));
        return new Append.Row(stream, sequence, stored, EventRows.metaJson(meta), once, now, meta, event);
    }

    private EventCodec.Stored encode(DomainEvent event, ContentVault.Place place) {
        try {
            return codec.encode(event, place);
        } catch (KeysUnavailable e) {
            throw new StoreUnavailable("sealing content", e);
        }
    }

    @Override
    public @Nullable CompletableFuture<Long> takeAppend() {
        CompletableFuture<Long> append = handedOver.get();
        handedOver.remove();
        return append;
    }

    @Override
    public CompletableFuture<Long> settled(WorkspaceId workspace) {
        Shards.Shard shard = shards.find(workspace);
        return shard == null
                ? CompletableFuture.completedFuture(0L)
                : writers.get(shard.id()).tail();
    }

    @Override
    public boolean lookForForeign(WorkspaceId workspace) {
        Shards.Shard shard = shards.find(workspace);
        return shard != null && feeds.get(shard.id()).lookForForeign();
    }

    @Override
    public DomainEventStream readEvents(String stream, long firstSequence) {
        List<CommittedEvent> first = log.stream(stream, firstSequence, PAGE);
        Stream<CommittedEvent> all = Stream.iterate(
                        first,
                        page -> !page.isEmpty(),
                        page -> page.size() < PAGE
                                ? List.<CommittedEvent>of()
                                : log.stream(stream, page.getLast().sequence() + 1, PAGE))
                .flatMap(List::stream);
        return DomainEventStream.of(all.map(HansardStorageEngine::message));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        return readEvents(stream)
                .asStream()
                .map(DomainEventMessage::getSequenceNumber)
                .max(Long::compareTo);
    }

    /** Axon's own processors can follow an installation of one shard; ours follow {@link CommitFeed}. */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        if (writers.size() != 1) throw new IllegalStateException("each shard has a stream of its own");
        long position = token == null ? 0 : token.position().orElse(0);
        return log.after(0, position, PAGE).stream()
                .map(event -> new GenericTrackedDomainEventMessage<>(
                        new GlobalSequenceTrackingToken(event.position()), message(event)));
    }

    private static DomainEventMessage<DomainEvent> message(CommittedEvent event) {
        return new GenericDomainEventMessage<>(
                event.event().getClass().getSimpleName(),
                event.stream(),
                event.sequence(),
                event.event(),
                MetaData.emptyInstance(),
                event.stream() + '#' + event.sequence(),
                event.at());
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        frozen(snapshot).run();
    }

    @Override
    public Runnable frozen(DomainEventMessage<?> snapshot) {
        return snapshots.frozen(snapshot);
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
        return Optional.ofNullable(snapshots.read(stream));
    }
}
