// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands;
import dev.hansard.api.MessageCommands.Posted;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.MessageScheduled;
import dev.hansard.api.MessageEvents.ScheduledMessageCancelled;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.axon.store.OnceKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Messages that are to be posted later. */
record Scheduling(ChannelKey channel, ChannelState state, Timeline timeline, Messages messages) {
    static final Duration FARTHEST = Duration.ofDays(120);
    /** Windows of the clock: 12:00 to 12:05, and so on. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    static final int MAX_PER_WINDOW = 30;

    void schedule(MessageCommands.ScheduleMessage c) {
        state.requireMember(c.actor());
        if (timeline.pending(c.scheduled()) != null) return;
        Draft draft = Draft.of(c);
        MessageState root = posting().check(draft);
        requireTime(c.postAt(), c.now());
        apply(new MessageScheduled(
                channel,
                timeline.next(c.now()),
                c.scheduled(),
                draft.author(),
                draft.bot(),
                draft.app(),
                c.postAt(),
                root == null ? null : root.ts(),
                root != null && c.broadcast(),
                draft.content()));
    }

    void cancel(MessageCommands.CancelScheduledMessage c) {
        Timeline.Pending pending = timeline.pending(c.scheduled());
        boolean own = pending != null && pending.author().equals(c.actor().user());
        Rejection.unless(own, ErrorCode.INVALID_SCHEDULED_MESSAGE_ID);
        apply(cancelled(c.scheduled(), c.now(), c.actor().user(), null));
    }

    /**
     * Answers null when there is nothing to post (any more, or yet).
     *
     * @param lookBack the store said that this was posted before
     */
    @Nullable
    Posted post(MessageCommands.PostScheduledMessage c, boolean lookBack) {
        Rejection.unless(c.actor().isOperator(), ErrorCode.NO_PERMISSION);
        Timeline.Pending pending = timeline.pending(c.scheduled());
        if (pending == null || lookBack) return posting().earlier(OnceKey.scheduled(c.scheduled()), true);
        if (pending.postAt() > c.now().getEpochSecond()) return null;
        if (!(messages.at(channel, pending.sequence()) instanceof MessageScheduled scheduled)) return null;
        Draft draft = draft(scheduled);
        MessageState root;
        try {
            Rejection.unless(state.isMember(pending.author()), ErrorCode.NOT_IN_CHANNEL);
            root = posting().check(draft);
        } catch (Rejection refused) {
            apply(cancelled(c.scheduled(), c.now(), c.actor().user(), refused.code()));
            return null;
        }
        return posting().publish(draft, root, c.now());
    }

    private void requireTime(long postAt, Instant now) {
        long present = now.getEpochSecond();
        Rejection.unless(postAt > present, ErrorCode.TIME_IN_PAST);
        Rejection.unless(postAt <= present + FARTHEST.toSeconds(), ErrorCode.TIME_TOO_FAR);
        long start = postAt - postAt % WINDOW.toSeconds();
        long others = timeline.pendingBetween(start, start + WINDOW.toSeconds());
        Rejection.unless(others < MAX_PER_WINDOW, ErrorCode.RESTRICTED_TOO_MANY);
    }

    private ScheduledMessageCancelled cancelled(String scheduled, Instant now, UserId by, @Nullable ErrorCode reason) {
        return new ScheduledMessageCancelled(channel, timeline.next(now), scheduled, by, reason);
    }

    /** What was erased says nothing, and is refused as such. */
    private static Draft draft(MessageScheduled scheduled) {
        MessageContent content = scheduled.content();
        return Draft.of(scheduled, content == null ? MessageContent.ERASED : content);
    }

    private Posting posting() {
        return new Posting(channel, state, timeline, messages);
    }
}
