// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.Ts;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.EventMeta;
import dev.hansard.axon.store.OnceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The record in a list: what was committed, in order, of one shard. */
public final class FakeEventLog implements EventLog {
    private final List<CommittedEvent> events = new ArrayList<>();
    private int lookUps;

    /** Commits further events to their streams. */
    public FakeEventLog with(DomainEvent... more) {
        for (DomainEvent event : more) {
            long sequence = events.stream()
                    .filter(e -> e.stream().equals(event.streamId()))
                    .count();
            events.add(new CommittedEvent(
                    0, events.size() + 1L, event.streamId(), sequence, Instant.EPOCH, EventMeta.NONE, event));
        }
        return this;
    }

    /** How often single messages were looked up. */
    public int lookUps() {
        return lookUps;
    }

    @Override
    public long head(int shard) {
        return events.size();
    }

    @Override
    public List<CommittedEvent> after(int shard, long position, int limit) {
        return events.stream().filter(e -> e.position() > position).limit(limit).toList();
    }

    @Override
    public List<CommittedEvent> after(int shard, long position, Collection<String> streams, int limit) {
        return events.stream()
                .filter(e -> e.position() > position && streams.contains(e.stream()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<CommittedEvent> stream(String stream, long sequence, int limit) {
        return events.stream()
                .filter(e -> e.stream().equals(stream) && e.sequence() >= sequence)
                .limit(limit)
                .toList();
    }

    @Override
    public List<CommittedEvent> aboutMessage(ChannelKey channel, Ts ts) {
        lookUps++;
        return events.stream()
                .filter(e -> e.stream().equals(channel.toString()) && ts.equals(about(e.event())))
                .toList();
    }

    @Override
    public CommittedEvent once(String stream, String onceKey) {
        return events.stream()
                .filter(e -> e.stream().equals(stream) && onceKey.equals(onceKey(e.event())))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Set<Ts> taken(ChannelKey channel, Collection<Ts> ts) {
        var taken = new HashSet<>(ts);
        taken.removeIf(one -> MessageState.fold(aboutMessage(channel, one)) == null);
        return taken;
    }

    @Override
    public Map<Long, CommittedEvent> at(int shard, Collection<Long> positions) {
        return events.stream()
                .filter(e -> positions.contains(e.position()))
                .collect(Collectors.toMap(CommittedEvent::position, e -> e));
    }

    private static Ts about(DomainEvent event) {
        if (event instanceof MessageEvents e) return e.ts();
        return event instanceof ChannelEvents e ? Notices.ts(e) : null;
    }

    private static String onceKey(DomainEvent event) {
        if (event instanceof MessageEvents.MessageScheduled e) return OnceKey.scheduling(e.scheduled());
        if (!(event instanceof MessageEvents.MessagePosted e)) return null;
        if (e.scheduled() != null) return OnceKey.scheduled(e.scheduled());
        return e.clientMsgId() == null
                ? null
                : OnceKey.clientMessage(e.author().value(), Objects.requireNonNull(e.clientMsgId()));
    }
}
