// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.PostMessage;
import dev.hansard.api.MessageCommands.Posted;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.MessageEvents.ThreadStarted;
import dev.hansard.api.MessageView;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.axon.store.OnceKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who may post what, and how a post becomes an event. */
record Posting(ChannelKey channel, ChannelState state, Timeline timeline, Messages messages) {
    /** @param lookBack the store said that this was posted before: look further back than the recent messages */
    Posted post(PostMessage c, boolean lookBack) {
        Posted before = c.clientMsgId() == null
                ? null
                : earlier(OnceKey.clientMessage(c.actor().user().value(), c.clientMsgId()), lookBack);
        if (before != null) return before;
        state.requireMember(c.actor());
        Draft draft = Draft.of(c);
        return publish(draft, check(draft), c.now());
    }

    /** The answer to a post that is repeated; null when it is the first. */
    @Nullable
    Posted earlier(String onceKey, boolean lookBack) {
        MessagePosted first = timeline.posted(onceKey);
        if (first == null && lookBack) first = messages.posted(channel, onceKey);
        if (first == null) return null;
        MessageState root = first.thread() == null ? null : timeline.find(channel, first.thread(), messages);
        return new Posted(view(first, root), true);
    }

    /**
     * Refuses what cannot be posted now; membership is checked by the caller, who knows whom to tell what.
     *
     * @return the root when the draft is a reply, else null
     */
    @Nullable
    MessageState check(Draft draft) {
        state.requireNotArchived();
        Rejection.unless(!draft.saysNothing(), ErrorCode.NO_TEXT);
        return draft.thread() == null ? null : root(draft.thread());
    }

    Posted publish(Draft draft, @Nullable MessageState root, Instant now) {
        if (root != null && !root.isThreadStarted()) apply(new ThreadStarted(channel, root.ts()));
        var posted = new MessagePosted(
                channel,
                timeline.next(now),
                draft.author(),
                draft.bot(),
                draft.app(),
                draft.kind(),
                root == null ? null : root.ts(),
                root != null && draft.broadcast(),
                draft.clientMsgId(),
                draft.scheduled(),
                draft.content());
        apply(posted);
        return new Posted(view(posted, root), false);
    }

    /** A reply to a reply goes to the root. A deleted root can be answered while its thread lives. */
    private MessageState root(Ts thread) {
        MessageState message = timeline.find(channel, thread, messages);
        if (message != null && !message.isDeleted() && message.thread() != null) {
            message = timeline.find(channel, message.thread(), messages);
        }
        if (message == null || message.thread() != null) throw new Rejection(ErrorCode.THREAD_NOT_FOUND);
        if (!message.isThreadStarted()) {
            Rejection.unless(!message.isDeleted(), ErrorCode.THREAD_NOT_FOUND);
            Rejection.unless(!message.isNotice(), ErrorCode.CANNOT_REPLY_TO_MESSAGE);
        }
        return message;
    }

    private static MessageView view(MessagePosted posted, @Nullable MessageState root) {
        MessageView view = Objects.requireNonNull(MessageView.origin(posted));
        return root == null ? view : view.withAttached(null, List.of(), null, root.author());
    }
}
