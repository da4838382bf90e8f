// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.PersonKey;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Queries;
import dev.hansard.axon.cluster.Interests;
import dev.hansard.axon.store.CommitFeed;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.Shards;
import dev.hansard.edge.session.Cursor;
import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.session.SessionRegistry;
import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.EncodedFrame;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Pushes what was committed to those who may see it. Each shard has one thread that decides in the record's order; what has to
 * be read first is read by others as soon as the event is heard of, and waited for only if it is not there yet.
 */
@Component
public final class Fanout {
    private static final int READERS = 4;

    private record Lane(int shard, ShardFanout fanout, Entrance entrance) {}

    private final Shards shards;
    private final EventLog log;
    private final Queries queries;
    private final EventFrames frames;
    private final Interests interests;
    private final Framing framing;
    private final SessionRegistry registry;
    private final RtmSettings settings;
    private final Semaphore reading;
    private final Map<Integer, Lane> lanes = new ConcurrentHashMap<>();
    private final Map<Integer, Lane> started = new ConcurrentHashMap<>();
    private final Map<Session, Lane> entered = new ConcurrentHashMap<>();
    private final ExecutorService readers = Executors.newFixedThreadPool(
            READERS, Thread.ofVirtual().name("fanout-read-", 0).factory());
    private final CommitFeed.Subscription subscription;

    Fanout(
            Shards shards,
            CommitFeed feed,
            EventLog log,
            Queries queries,
            EventFrames frames,
            Interests interests,
            SessionRegistry registry,
            RtmSettings settings,
            MeterRegistry metrics) {
        this.shards = shards;
        this.log = log;
        this.queries = queries;
        this.frames = frames;
        this.interests = interests;
        this.framing = new Framing(frames::of);
        this.registry = registry;
        this.settings = settings;
        this.reading = new Semaphore(settings.resume().atOnce());
        Gauge.builder(
                        "hansard.edge.fanout.depth",
                        lanes,
                        all -> all.values().stream()
                                .mapToInt(lane -> lane.fanout.depth())
                                .sum())
                .description("batches of events and tasks that wait for the fan-out")
                .register(metrics);
        this.subscription = feed.subscribe(new CommitFeed.Listener() {
            @Override
            public void committed(int shard, List<CommittedEvent> events) {
                Fanout.this.committed(shard, events);
            }

            @Override
            public void passed(int shard, long position) {
                lane(shard).fanout.passed(position);
            }

            @Override
            public boolean isUrgent() {
                return true;
            }
        });
        for (Shards.Shard shard : shards.all()) started(shard.id());
    }

    /**
     * Makes the session live, from {@code cursor} if there is one, else from now. Blocks until it is, or until it was closed
     * because that could not be done.
     */
    public void enter(Session session, @Nullable String cursor) {
        Lane lane = lane(session.workspace());
        entered.put(session, lane);
        lane.entrance.enter(session, cursor);
        // It may have moved in between, and what ended the sessions there has passed already.
        if (shardOf(session.workspace()) != lane.shard) session.close(CloseCode.GOING_AWAY);
    }

    /** Ends it; completes with the cursor up to which the session was served. */
    public CompletableFuture<String> leave(Session session) {
        Lane lane = laneOf(session);
        entered.remove(session);
        return lane.fanout
                .leave(session)
                .thenApply(position ->
                        Cursor.at(session.workspace(), lane.shard, position).toString());
    }

    /**
     * Calls back with the cursor of everything that the session was sent, in order with the events sent to it; null while it
     * is on its way.
     */
    public void cursor(Session session, Consumer<@Nullable String> action) {
        Lane lane = laneOf(session);
        lane.fanout
                .position(session)
                .thenAccept(position -> action.accept(
                        position < 0
                                ? null
                                : Cursor.at(session.workspace(), lane.shard, position)
                                        .toString()));
    }

    /** The one that it entered, wherever the workspace is now. */
    private Lane laneOf(Session session) {
        Lane lane = entered.get(session);
        return lane != null ? lane : lane(session.workspace());
    }

    /**
     * Tells the members of a channel but {@code from} something that is not part of the record.
     *
     * @param ifMember run if {@code from} is a member, which is what decides; null to take it on trust
     */
    public void whisper(ChannelKey channel, PersonKey from, EncodedFrame frame, @Nullable Runnable ifMember) {
        ShardFanout fanout = lane(channel.workspace()).fanout;
        fanout.execute(() -> {
            if (ifMember != null) {
                var known = fanout.roster().known(from);
                if (known == null || !known.contains(channel.channel())) return;
                ifMember.run();
            }
            Subscribers own = fanout.roster().subscribers(new Audience.One(from));
            fanout.roster().subscribers(new Audience.Members(channel)).forEachLane((lane, members) -> {
                var others =
                        members.stream().filter(member -> !own.contains(member)).toList();
                if (!others.isEmpty()) fanout.outbox().add(frame, lane, others);
            });
        });
    }

    private void committed(int shard, List<CommittedEvent> events) {
        var entries = new ArrayList<Entry>(events.size());
        for (CommittedEvent event : events) {
            frames.seen(event.event());
            Entry entry = entry(event);
            entries.add(entry);
            if (registry.hasAny(event.event().workspace()) && frames.mustRead(event.event())) {
                readers.execute(entry::prepare);
            }
        }
        lane(shard).fanout.committed(entries);
    }

    private Entry entry(CommittedEvent event) {
        return new Entry(event, framing);
    }

    private int shardOf(WorkspaceId workspace) {
        return shards.of(workspace).id();
    }

    private Lane lane(WorkspaceId workspace) {
        return started(shardOf(workspace));
    }

    /** Also a shard that was added later knows where it starts before anybody comes in. */
    private Lane started(int shard) {
        return started.computeIfAbsent(shard, id -> {
            Lane lane = lane(id);
            lane.fanout.startAt(subscription.start(id));
            return lane;
        });
    }

    private Lane lane(int shard) {
        return lanes.computeIfAbsent(shard, id -> {
            var fanout = new ShardFanout(registry, settings, interests, position -> interests.passed(id, position));
            Thread.ofPlatform().daemon().name("fanout-" + id).start(fanout);
            var entrance =
                    new Entrance(id, fanout, log, shards, queries, this::entry, interests, settings.resume(), reading);
            return new Lane(id, fanout, entrance);
        });
    }

    @PreDestroy
    void close() {
        subscription.close();
        lanes.values().forEach(lane -> lane.fanout.stop());
        readers.shutdownNow();
    }
}
