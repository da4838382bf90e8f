// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.MessageDeleted;
import dev.hansard.api.MessageEvents.MessageEdited;
import dev.hansard.api.MessageEvents.MessageUnpinned;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import org.jspecify.annotations.Nullable;

/** Who may change or take back what was said. */
record Revising(ChannelKey channel, ChannelState state, Timeline timeline, Messages messages) {
    void edit(MessageCommands.EditMessage c) {
        state.requireMember(c.actor());
        MessageState message = timeline.require(channel, c.ts(), messages);
        Rejection.unless(isOwn(message, c.actor()), ErrorCode.CANT_UPDATE_MESSAGE);
        state.requireNotArchived();
        Rejection.unless(!Draft.saysNothing(c.content()), ErrorCode.NO_TEXT);
        Messages.Contents said = messages.contents(channel, c.ts(), message.contentSequence());
        MessageContent content = withWhatEditsKeep(c.content(), said.first());
        boolean broadcast = message.isBroadcast() || (message.thread() != null && c.broadcast());
        if (content.equals(said.current()) && broadcast == message.isBroadcast()) return;
        apply(new MessageEdited(channel, c.ts(), c.actor().user(), timeline.next(c.now()), broadcast, content));
    }

    void delete(MessageCommands.DeleteMessage c) {
        state.requireVisible(c.actor());
        MessageState message = timeline.require(channel, c.ts(), messages);
        boolean may = isOwn(message, c.actor()) || c.actor().role().isAdmin();
        Rejection.unless(may, ErrorCode.CANT_DELETE_MESSAGE);
        // Retention goes on in archived conversations.
        if (!c.actor().isOperator()) state.requireNotArchived();
        UserId by = c.actor().user();
        if (timeline.isPinned(c.ts())) apply(new MessageUnpinned(channel, c.ts(), by, timeline.next(c.now())));
        apply(new MessageDeleted(channel, c.ts(), by, timeline.next(c.now())));
    }

    private static boolean isOwn(MessageState message, Actor actor) {
        return !message.isNotice() && message.author().equals(actor.user());
    }

    /** A bot's borrowed name and a message's files are given once, when it is posted. */
    private static MessageContent withWhatEditsKeep(MessageContent c, @Nullable MessageContent first) {
        if (first == null) return c;
        return new MessageContent(
                c.text(), c.blocks(), c.attachments(), c.metadata(), first.username(), first.icons(), first.extra());
    }
}
