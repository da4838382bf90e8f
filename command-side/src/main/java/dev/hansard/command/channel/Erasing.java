// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.ChannelCommands;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.Erasure;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.HasContent;
import dev.hansard.api.MessageCommands;
import dev.hansard.api.MessageEvents.MessageErased;
import dev.hansard.api.MessageEvents.MessageRevisionsErased;
import dev.hansard.api.MessageEvents.MessageScheduled;
import dev.hansard.api.MessageEvents.MessageUnpinned;
import dev.hansard.api.MessageEvents.ScheduledMessageCancelled;
import dev.hansard.api.MessageEvents.ScheduledMessageErased;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.command.erasure.Permits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Erases what was written in a conversation. Works in archived ones too, and on what was deleted. */
record Erasing(ChannelKey channel, Timeline timeline, Messages messages, Permits permits) {
    boolean message(MessageCommands.EraseMessage c) {
        Erasure erasure = Permits.ground(c.reason(), c.authority(), c.actor());
        MessageState message = timeline.find(channel, c.ts(), messages);
        if (message == null) throw new Rejection(ErrorCode.MESSAGE_NOT_FOUND);
        if (message.isErased()) return false;
        Rejection.unless(!message.isPlatform(), ErrorCode.CANT_DELETE_MESSAGE);
        List<Long> sequences = sequences(message);
        permits.require(channel.toString(), sequences, c.ts(), message.author(), erasure);
        UserId by = c.actor().user();
        if (timeline.isPinned(c.ts())) apply(new MessageUnpinned(channel, c.ts(), by, timeline.next(c.now())));
        apply(new MessageErased(channel, c.ts(), message.author(), sequences, erasure, timeline.next(c.now())));
        return true;
    }

    boolean revisions(MessageCommands.EraseRevisions c) {
        Erasure erasure = Permits.ground(c.reason(), c.authority(), c.actor());
        MessageState message = timeline.find(channel, c.ts(), messages);
        if (message == null || message.isDeleted()) throw new Rejection(ErrorCode.MESSAGE_NOT_FOUND);
        Rejection.unless(!message.isPlatform(), ErrorCode.CANT_DELETE_MESSAGE);
        if (message.versions().size() < 2) return false;
        List<Long> sequences = new ArrayList<>(sequences(message));
        sequences.remove(Long.valueOf(message.contentSequence()));
        permits.require(channel.toString(), sequences, c.ts(), message.author(), erasure);
        apply(new MessageRevisionsErased(
                channel, c.ts(), message.author(), sequences, erasure, timeline.next(c.now())));
        return true;
    }

    boolean scheduled(MessageCommands.EraseScheduledMessage c) {
        Erasure erasure = Permits.ground(c.reason(), c.authority(), c.actor());
        DomainEvent event = messages.at(channel, c.sequence());
        if (!(event instanceof MessageScheduled planned) || !planned.scheduled().equals(c.scheduled())) {
            throw new Rejection(ErrorCode.INVALID_SCHEDULED_MESSAGE_ID);
        }
        UserId author = planned.author();
        if (isGone(event)) return false;
        List<Long> sequences = List.of(c.sequence());
        permits.require(channel.toString(), sequences, null, author, erasure);
        if (timeline.pending(c.scheduled()) != null) {
            apply(new ScheduledMessageCancelled(
                    channel, timeline.next(c.now()), c.scheduled(), c.actor().user(), null));
        }
        apply(new ScheduledMessageErased(channel, timeline.next(c.now()), c.scheduled(), author, sequences, erasure));
        return true;
    }

    boolean prose(ChannelCommands.EraseProse c) {
        Erasure erasure = Permits.ground(c.reason(), c.authority(), c.actor());
        DomainEvent event = messages.at(channel, c.sequence());
        UserId author = author(event);
        if (author == null) throw new Rejection(ErrorCode.MESSAGE_NOT_FOUND);
        if (isGone(event)) return false;
        List<Long> sequences = List.of(c.sequence());
        permits.require(channel.toString(), sequences, null, author, erasure);
        apply(new ChannelEvents.ProseErased(channel, author, sequences, erasure));
        return true;
    }

    /** What was scheduled says the same once more. */
    private List<Long> sequences(MessageState message) {
        var all = new ArrayList<>(message.versions());
        String scheduled = message.scheduled();
        Long plan = scheduled == null ? null : messages.scheduling(channel, scheduled);
        if (plan != null) all.add(plan);
        Collections.sort(all);
        return all;
    }

    private static @Nullable UserId author(@Nullable DomainEvent event) {
        return switch (event) {
            case ChannelEvents.TopicSet e -> e.by();
            case ChannelEvents.PurposeSet e -> e.by();
            case null, default -> null;
        };
    }

    private static boolean isGone(@Nullable DomainEvent event) {
        return event instanceof HasContent<?> carrier && carrier.content() == null;
    }
}
