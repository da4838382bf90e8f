// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a conversation and how it is set up. Topic and purpose are known by their place in the stream only: what people
 * wrote must not live on in snapshots.
 */
final class ChannelState {
    /** For a place in the stream: there is none. */
    static final long NEVER = -1;

    private ChannelKind kind = ChannelKind.PUBLIC;
    private @Nullable String name;
    private UserId creator = UserId.SLACKBOT;
    private boolean general;
    private boolean archived;
    private Set<UserId> members = new HashSet<>();
    private long topicSequence = NEVER;
    private long purposeSequence = NEVER;

    ChannelState() {}

    void on(ChannelEvents event, long sequence) {
        switch (event) {
            case ChannelEvents.ChannelCreated e -> {
                kind = e.kind();
                name = e.name();
                creator = e.creator();
                general = e.general();
                members.addAll(e.members());
            }
            case ChannelEvents.ChannelRenamed e -> name = e.name();
            case ChannelEvents.MemberJoined e -> members.add(e.user());
            case ChannelEvents.MemberLeft e -> members.remove(e.user());
            case ChannelEvents.TopicSet e -> topicSequence = sequence;
            case ChannelEvents.PurposeSet e -> purposeSequence = sequence;
            case ChannelEvents.ProseErased e -> {}
            case ChannelEvents.ChannelArchived e -> archived = true;
            case ChannelEvents.ChannelUnarchived e -> archived = false;
        }
    }

    ChannelKind kind() {
        return kind;
    }

    @Nullable
    String name() {
        return name;
    }

    UserId creator() {
        return creator;
    }

    boolean isGeneral() {
        return general;
    }

    boolean isArchived() {
        return archived;
    }

    boolean isPublic() {
        return kind == ChannelKind.PUBLIC;
    }

    boolean isMember(UserId user) {
        return members.contains(user);
    }

    int memberCount() {
        return members.size();
    }

    long topicSequence() {
        return topicSequence;
    }

    long purposeSequence() {
        return purposeSequence;
    }

    /** What to tell who is not in; null for members. A conversation that the actor cannot see does not exist for it. */
    @Nullable
    ErrorCode refusal(Actor actor) {
        if (isMember(actor.user())) return null;
        return isVisible(actor) ? ErrorCode.NOT_IN_CHANNEL : ErrorCode.CHANNEL_NOT_FOUND;
    }

    void requireMember(Actor actor) {
        ErrorCode refusal = refusal(actor);
        if (refusal != null) throw new Rejection(refusal);
    }

    /** Like {@link #requireMember}; the operator need not be in. */
    void requireMemberOrOperator(Actor actor) {
        if (!actor.isOperator()) requireMember(actor);
    }

    void requireVisible(Actor actor) {
        Rejection.unless(isVisible(actor), ErrorCode.CHANNEL_NOT_FOUND);
    }

    void requireNotArchived() {
        Rejection.unless(!archived, ErrorCode.IS_ARCHIVED);
    }

    void requireNotDirect() {
        Rejection.unless(!kind.isDirect(), ErrorCode.METHOD_NOT_SUPPORTED_FOR_CHANNEL_TYPE);
    }

    private boolean isVisible(Actor actor) {
        return isMember(actor.user())
                || actor.isOperator()
                || (isPublic() && !actor.role().isGuest());
    }
}
