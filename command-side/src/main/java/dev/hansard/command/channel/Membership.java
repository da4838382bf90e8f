// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelCommands;
import dev.hansard.api.ChannelCommands.Subject;
import dev.hansard.api.ChannelEvents.MemberJoined;
import dev.hansard.api.ChannelEvents.MemberLeft;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.Views;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Who may come in, and who may go. */
record Membership(ChannelKey channel, ChannelState state, Timeline timeline) {
    /** Answers false if the person was in. */
    boolean join(ChannelCommands.JoinChannel c) {
        state.requireNotDirect();
        Actor actor = c.actor();
        if (state.isMember(actor.user())) return false;
        Rejection.unless(state.isPublic(), ErrorCode.CHANNEL_NOT_FOUND);
        Rejection.unless(!actor.role().isGuest() && !actor.isOperator(), ErrorCode.USER_IS_RESTRICTED);
        state.requireNotArchived();
        apply(new MemberJoined(channel, actor.user(), null, timeline.next(c.now())));
        return true;
    }

    void leave(ChannelCommands.LeaveChannel c) {
        state.requireNotDirect();
        state.requireMember(c.actor());
        Rejection.unless(!state.isGeneral(), ErrorCode.CANT_LEAVE_GENERAL);
        state.requireNotArchived();
        Rejection.unless(c.actor().role() != Role.SINGLE_CHANNEL_GUEST, ErrorCode.USER_IS_RESTRICTED);
        boolean last = state.kind() == ChannelKind.PRIVATE && state.memberCount() == 1;
        Rejection.unless(!last, ErrorCode.LAST_MEMBER);
        UserId user = c.actor().user();
        apply(new MemberLeft(channel, user, user, timeline.next(c.now())));
    }

    /** Answers who could not be invited, and why. */
    Views.Invited invite(ChannelCommands.InviteToChannel c) {
        state.requireNotDirect();
        state.requireMemberOrOperator(c.actor());
        Rejection.unless(!c.actor().role().isGuest(), ErrorCode.USER_IS_RESTRICTED);
        state.requireNotArchived();
        var refused = new LinkedHashMap<UserId, ErrorCode>();
        for (Subject person : c.people()) {
            ErrorCode refusal = refusal(person, c);
            if (refusal != null) refused.putIfAbsent(person.user(), refusal);
            else apply(new MemberJoined(channel, person.user(), c.actor().user(), timeline.next(c.now())));
        }
        return new Views.Invited(refused);
    }

    void kick(ChannelCommands.KickFromChannel c) {
        state.requireNotDirect();
        state.requireMemberOrOperator(c.actor());
        UserId user = c.person().user();
        Rejection.unless(!user.equals(c.actor().user()), ErrorCode.CANT_KICK_SELF);
        Rejection.unless(mayKick(c.actor().role(), c.person().role()), ErrorCode.RESTRICTED_ACTION);
        Rejection.unless(!state.isGeneral(), ErrorCode.CANT_KICK_FROM_GENERAL);
        Rejection.unless(state.isMember(user), ErrorCode.NOT_IN_CHANNEL);
        state.requireNotArchived();
        apply(new MemberLeft(channel, user, c.actor().user(), timeline.next(c.now())));
    }

    private @Nullable ErrorCode refusal(Subject person, ChannelCommands.InviteToChannel c) {
        if (person.user().equals(c.actor().user())) return ErrorCode.CANT_INVITE_SELF;
        if (state.isMember(person.user())) return ErrorCode.ALREADY_IN_CHANNEL;
        if (person.user().equals(UserId.SLACKBOT)) return ErrorCode.CANT_INVITE;
        boolean elsewhere = person.role() == Role.SINGLE_CHANNEL_GUEST
                && c.guestsElsewhere().contains(person.user());
        return elsewhere ? ErrorCode.URA_MAX_CHANNELS : null;
    }

    /** Members remove members and guests; only admins remove admins and owners. */
    private static boolean mayKick(Role actor, Role person) {
        return !actor.isGuest() && (actor.isAdmin() || !person.isAdmin());
    }
}
