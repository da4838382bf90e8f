// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelCommands;
import dev.hansard.api.ChannelEvents.ChannelArchived;
import dev.hansard.api.ChannelEvents.ChannelRenamed;
import dev.hansard.api.ChannelEvents.ChannelUnarchived;
import dev.hansard.api.ChannelEvents.PurposeSet;
import dev.hansard.api.ChannelEvents.TopicSet;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.HasContent;
import dev.hansard.api.Prose;
import dev.hansard.api.Rejection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who may name, describe and close a conversation. */
record Settings(ChannelKey channel, ChannelState state, Timeline timeline) {
    /** Of topic and purpose, in code points. */
    static final int MAX_PROSE = 250;

    void topic(ChannelCommands.SetTopic c, Messages messages) {
        requireProse(c.actor(), c.topic());
        if (isSame(c.topic(), state.topicSequence(), messages)) return;
        apply(new TopicSet(
                channel, c.actor().user(), timeline.next(c.now()), c.now().getEpochSecond(), new Prose(c.topic())));
    }

    void purpose(ChannelCommands.SetPurpose c, Messages messages) {
        requireProse(c.actor(), c.purpose());
        if (isSame(c.purpose(), state.purposeSequence(), messages)) return;
        apply(new PurposeSet(
                channel, c.actor().user(), timeline.next(c.now()), c.now().getEpochSecond(), new Prose(c.purpose())));
    }

    void archive(ChannelCommands.ArchiveChannel c) {
        state.requireNotDirect();
        requireMayClose(c.actor(), ErrorCode.NOT_IN_CHANNEL);
        Rejection.unless(!state.isGeneral(), ErrorCode.CANT_ARCHIVE_GENERAL);
        Rejection.unless(!state.isArchived(), ErrorCode.ALREADY_ARCHIVED);
        apply(new ChannelArchived(channel, c.actor().user(), timeline.next(c.now())));
    }

    void unarchive(ChannelCommands.UnarchiveChannel c) {
        state.requireNotDirect();
        requireMayClose(c.actor(), ErrorCode.RESTRICTED_ACTION);
        Rejection.unless(state.isArchived(), ErrorCode.NOT_ARCHIVED);
        apply(new ChannelUnarchived(channel, c.actor().user(), timeline.next(c.now())));
    }

    void requireRenamable(Actor actor) {
        state.requireNotDirect();
        state.requireMemberOrOperator(actor);
        boolean may = actor.role().isAdmin()
                || (actor.user().equals(state.creator()) && !actor.role().isGuest());
        Rejection.unless(may, ErrorCode.NOT_AUTHORIZED);
        state.requireNotArchived();
    }

    void rename(String name, Actor actor, Instant now) {
        String before = state.name();
        if (before == null || before.equals(name)) return;
        apply(new ChannelRenamed(channel, actor.user(), before, name, timeline.next(now)));
    }

    private void requireProse(Actor actor, String prose) {
        Rejection.unless(state.kind() != ChannelKind.IM, ErrorCode.METHOD_NOT_SUPPORTED_FOR_CHANNEL_TYPE);
        state.requireMemberOrOperator(actor);
        Rejection.unless(!actor.role().isGuest(), ErrorCode.USER_IS_RESTRICTED);
        Rejection.unless(prose.codePointCount(0, prose.length()) <= MAX_PROSE, ErrorCode.TOO_LONG);
        state.requireNotArchived();
    }

    /** @param outsider what a stranger to a public channel is told */
    private void requireMayClose(Actor actor, ErrorCode outsider) {
        state.requireVisible(actor);
        Rejection.unless(!actor.role().isGuest(), ErrorCode.RESTRICTED_ACTION);
        Rejection.unless(state.isMember(actor.user()) || actor.role().isAdmin(), outsider);
    }

    private boolean isSame(String prose, long sequence, Messages messages) {
        if (sequence == ChannelState.NEVER) return prose.isEmpty();
        return prose.equals(text(messages, sequence));
    }

    private @Nullable String text(Messages messages, long sequence) {
        return messages.at(channel, sequence) instanceof HasContent<?> event && event.content() instanceof Prose prose
                ? prose.text()
                : null;
    }
}
