// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.DirectoryQueries;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.MessageView;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Profile;
import dev.hansard.api.Query;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.Views;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Queries;
import dev.hansard.axon.store.CommitFeed;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.EventMeta;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.StoreUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A record in memory: log, feed, shards and the queries that the door asks. The feed can be held back. */
public final class FakeRecord implements EventLog, CommitFeed, Shards, Queries {
    public static final WorkspaceId TEAM = new WorkspaceId("T1");

    private final List<CommittedEvent> events = new ArrayList<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Set<PersonKey> away = new HashSet<>();
    private int told;
    private boolean held;
    private long membershipsAsOf = Long.MAX_VALUE;
    private volatile long logDelayMillis;
    private volatile boolean logFails;

    public synchronized long append(DomainEvent... added) {
        for (DomainEvent event : added) {
            long sequence = events.stream()
                    .filter(before -> before.stream().equals(event.streamId()))
                    .count();
            events.add(new CommittedEvent(
                    0, events.size() + 1L, event.streamId(), sequence, Instant.now(), EventMeta.NONE, event));
        }
        if (!held) release();
        return events.size();
    }

    /** From now on the record grows and nobody is told. */
    public synchronized void hold() {
        held = true;
    }

    public synchronized void release() {
        held = false;
        if (told == events.size()) return;
        List<CommittedEvent> batch = List.copyOf(events.subList(told, events.size()));
        told = events.size();
        listeners.forEach(listener -> listener.committed(0, batch));
    }

    /** The read model does not get past this position. */
    synchronized void answerMembershipsAsOf(long position) {
        membershipsAsOf = position;
    }

    void delayLog(long millis) {
        logDelayMillis = millis;
    }

    void failLog(boolean fails) {
        logFails = fails;
    }

    public synchronized void setAway(PersonKey person) {
        away.add(person);
    }

    @Override
    public synchronized long head(int shard) {
        return events.size();
    }

    @Override
    public synchronized List<CommittedEvent> after(int shard, long position, int limit) {
        int from = (int) Math.min(position, events.size());
        return List.copyOf(events.subList(from, Math.min(events.size(), from + limit)));
    }

    @Override
    public List<CommittedEvent> after(int shard, long position, Collection<String> streams, int limit) {
        return after(shard, position, Integer.MAX_VALUE / 2).stream()
                .filter(event -> streams.contains(event.stream()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<CommittedEvent> stream(String stream, long sequence, int limit) {
        return after(0, 0, List.of(stream), Integer.MAX_VALUE).stream()
                .skip(sequence)
                .limit(limit)
                .toList();
    }

    @Override
    public List<CommittedEvent> aboutMessage(ChannelKey channel, Ts ts) {
        if (logFails) throw new StoreUnavailable("no answer", new IllegalStateException());
        if (logDelayMillis > 0) {
            try {
                Thread.sleep(logDelayMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return stream(channel.toString(), 0, Integer.MAX_VALUE).stream()
                .filter(event -> {
                    MessageView view = MessageView.origin(event.event());
                    return view != null
                            ? view.ts().equals(ts)
                            : event.event() instanceof MessageEvents about
                                    && about.ts().equals(ts);
                })
                .toList();
    }

    @Override
    public CommittedEvent once(String stream, String onceKey) {
        return null;
    }

    @Override
    public Set<Ts> taken(ChannelKey channel, Collection<Ts> ts) {
        return Set.of();
    }

    @Override
    public synchronized Map<Long, CommittedEvent> at(int shard, Collection<Long> positions) {
        var found = new HashMap<Long, CommittedEvent>();
        for (long position : positions) found.put(position, events.get((int) position - 1));
        return found;
    }

    @Override
    public synchronized Subscription subscribe(Listener listener) {
        listeners.add(listener);
        long start = told;
        return new Subscription() {
            @Override
            public long start(int shard) {
                return start;
            }

            @Override
            public void close() {
                listeners.remove(listener);
            }
        };
    }

    @Override
    public synchronized long position(int shard) {
        return told;
    }

    @Override
    public List<Shard> all() {
        return List.of(shard(0));
    }

    @Override
    public Shard shard(int id) {
        return new Shard(id, "here", null, null);
    }

    @Override
    public Shard find(WorkspaceId workspace) {
        return shard(0);
    }

    @Override
    public Shard of(WorkspaceId workspace) {
        return shard(0);
    }

    @Override
    public Shard place(WorkspaceId workspace, String region) {
        return shard(0);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> R ask(Query query) {
        return (R)
                switch (query) {
                    case DirectoryQueries.FindMemberships asked -> memberships(asked.person());
                    case DirectoryQueries.FindPerson asked -> person(asked.person());
                    case DirectoryQueries.FindWorkspace asked ->
                        new Views.WorkspaceView(asked.workspace(), "Team", "team", 1);
                    default -> throw new Rejection(ErrorCode.CHANNEL_NOT_FOUND);
                };
    }

    private synchronized Views.Memberships memberships(PersonKey person) {
        long position = Math.min(events.size(), membershipsAsOf);
        return new Views.Memberships(channels(person, position), position);
    }

    /** Plainly: who was told to have joined and not to have left. */
    private Set<ChannelId> channels(PersonKey person, long position) {
        var channels = new HashSet<ChannelId>();
        for (CommittedEvent committed : events.subList(0, (int) position)) {
            switch (committed.event()) {
                case ChannelEvents.ChannelCreated e
                when e.members().contains(person.user()) ->
                    channels.add(e.channel().channel());
                case ChannelEvents.MemberJoined e
                when e.user().equals(person.user()) -> channels.add(e.channel().channel());
                case ChannelEvents.MemberLeft e
                when e.user().equals(person.user()) ->
                    channels.remove(e.channel().channel());
                default -> {}
            }
        }
        return channels;
    }

    private synchronized Views.PersonView person(PersonKey person) {
        String handle = person.user().value().toLowerCase(java.util.Locale.ROOT);
        return new Views.PersonView(
                person, handle, Role.MEMBER, false, null, Profile.named(handle), 1, 0, away.contains(person));
    }

    /** The texts of messages that the person may see of the events after {@code position}, worked out the plain way. */
    synchronized List<String> textsFor(UserId user, long position) {
        var texts = new ArrayList<String>();
        var person = new PersonKey(TEAM, user);
        for (CommittedEvent committed : events.subList((int) position, events.size())) {
            if (committed.event() instanceof MessageEvents.MessagePosted posted
                    && channels(person, committed.position())
                            .contains(posted.channel().channel())) {
                texts.add(posted.content().text());
            }
        }
        return texts;
    }
}
