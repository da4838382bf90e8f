// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.HasContent;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.MessageEvents.MessageScheduled;
import dev.hansard.api.Ts;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.OnceKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the channel looks up in the record instead of keeping it: single messages, by their place. */
@Component
final class Messages {
    private static final int PAGE = 1_000;

    private final EventLog log;
    private final Clock clock;

    Messages(EventLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * What a message said.
     *
     * @param first when it was posted
     * @param current now; null when erased, or when the edit that says so is not durable yet
     */
    record Contents(
            @Nullable MessageContent first, @Nullable MessageContent current) {}

    @Nullable
    MessageState load(ChannelKey channel, Ts ts) {
        return MessageState.fold(log.aboutMessage(channel, ts));
    }

    Contents contents(ChannelKey channel, Ts ts, long sequence) {
        MessageContent first = null;
        MessageContent current = null;
        for (CommittedEvent committed : log.aboutMessage(channel, ts)) {
            if (committed.event() instanceof HasContent<?> event && event.content() instanceof MessageContent content) {
                if (first == null) first = content;
                if (committed.sequence() == sequence) current = content;
            }
        }
        return new Contents(first, current);
    }

    /** The event at this place in the channel's stream; null while it is not durable. */
    @Nullable
    DomainEvent at(ChannelKey channel, long sequence) {
        List<CommittedEvent> events = log.stream(channel.toString(), sequence, 1);
        return events.isEmpty() || events.getFirst().sequence() != sequence
                ? null
                : events.getFirst().event();
    }

    /** The post that used up {@code onceKey}, or null. */
    @Nullable
    MessagePosted posted(ChannelKey channel, String onceKey) {
        CommittedEvent first = log.once(channel.toString(), onceKey);
        return first != null && first.event() instanceof MessagePosted posted ? posted : null;
    }

    /** The place in the channel's stream of the event that scheduled the message, or null. */
    @Nullable
    Long scheduling(ChannelKey channel, String scheduled) {
        CommittedEvent planned = log.once(channel.toString(), OnceKey.scheduling(scheduled));
        if (planned != null) return planned.sequence();
        // Records from before that key was written.
        List<CommittedEvent> page = log.stream(channel.toString(), 0, PAGE);
        while (!page.isEmpty()) {
            for (CommittedEvent event : page) {
                if (event.event() instanceof MessageScheduled e && e.scheduled().equals(scheduled)) {
                    return event.sequence();
                }
            }
            page = log.stream(channel.toString(), page.getLast().sequence() + 1, PAGE);
        }
        return null;
    }

    Set<Ts> taken(ChannelKey channel, Collection<Ts> ts) {
        return ts.isEmpty() ? Set.of() : log.taken(channel, ts);
    }

    Instant now() {
        return clock.instant();
    }
}
