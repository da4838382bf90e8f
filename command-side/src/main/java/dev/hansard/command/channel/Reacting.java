// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands;
import dev.hansard.api.MessageEvents.MessagePinned;
import dev.hansard.api.MessageEvents.MessageUnpinned;
import dev.hansard.api.MessageEvents.ReactionAdded;
import dev.hansard.api.MessageEvents.ReactionRemoved;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;

/** What members hang on messages: reactions and pins. */
record Reacting(ChannelKey channel, ChannelState state, Timeline timeline, Messages messages) {
    static final int MAX_EMOJI_PER_PERSON = 23;
    static final int MAX_EMOJI_PER_MESSAGE = 50;
    static final int MAX_PINS = 100;

    void add(MessageCommands.AddReaction c) {
        MessageState message = requireMessage(c.actor(), c.ts());
        UserId user = c.actor().user();
        Rejection.unless(!message.hasReaction(c.name(), user), ErrorCode.ALREADY_REACTED);
        boolean fits = message.hasEmoji(c.name()) || message.emojiCount() < MAX_EMOJI_PER_MESSAGE;
        Rejection.unless(fits, ErrorCode.TOO_MANY_EMOJI);
        Rejection.unless(message.emojiCount(user) < MAX_EMOJI_PER_PERSON, ErrorCode.TOO_MANY_REACTIONS);
        apply(new ReactionAdded(channel, c.ts(), user, c.name(), message.author(), timeline.next(c.now())));
    }

    void remove(MessageCommands.RemoveReaction c) {
        MessageState message = requireMessage(c.actor(), c.ts());
        UserId user = c.actor().user();
        Rejection.unless(message.hasReaction(c.name(), user), ErrorCode.NO_REACTION);
        apply(new ReactionRemoved(channel, c.ts(), user, c.name(), message.author(), timeline.next(c.now())));
    }

    void pin(MessageCommands.PinMessage c) {
        MessageState message = requireMessage(c.actor(), c.ts());
        Rejection.unless(!message.isNotice(), ErrorCode.NOT_PINNABLE);
        Rejection.unless(!timeline.isPinned(c.ts()), ErrorCode.ALREADY_PINNED);
        Rejection.unless(timeline.pinCount() < MAX_PINS, ErrorCode.TOO_MANY_PINS);
        apply(new MessagePinned(channel, c.ts(), c.actor().user(), timeline.next(c.now())));
    }

    void unpin(MessageCommands.UnpinMessage c) {
        requireMessage(c.actor(), c.ts());
        Rejection.unless(timeline.isPinned(c.ts()), ErrorCode.NO_PIN);
        apply(new MessageUnpinned(channel, c.ts(), c.actor().user(), timeline.next(c.now())));
    }

    private MessageState requireMessage(Actor actor, Ts ts) {
        state.requireMember(actor);
        state.requireNotArchived();
        return timeline.require(channel, ts, messages);
    }
}
