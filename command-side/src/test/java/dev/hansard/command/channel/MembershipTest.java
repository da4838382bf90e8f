// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static dev.hansard.command.channel.ChannelFixture.*;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelCommands.InviteToChannel;
import dev.hansard.api.ChannelCommands.JoinChannel;
import dev.hansard.api.ChannelCommands.KickFromChannel;
import dev.hansard.api.ChannelCommands.LeaveChannel;
import dev.hansard.api.ChannelCommands.Subject;
import dev.hansard.api.ChannelEvents.ChannelArchived;
import dev.hansard.api.ChannelEvents.MemberJoined;
import dev.hansard.api.ChannelEvents.MemberLeft;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Ts;
import dev.hansard.api.Views;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MembershipTest {
    private final ChannelFixture channel = new ChannelFixture();

    @Test
    void anyoneShouldJoinAPublicChannelOnce() {
        channel.given(publicChannel(ANN))
                .when(join(BEN))
                .expectEvents(joined(BEN, null, ts(0)))
                .expectAnswer(true);
        channel.given(joined(BEN, null, ts(-1))).when(join(BEN)).expectNothing().expectAnswer(false);
    }

    @Test
    void privateChannelShouldNotExistForWhoWantsToJoin() {
        channel.given(created(ChannelKind.PRIVATE, false, ANN))
                .when(join(BEN))
                .expectRefusal(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void guestsShouldNotJoinByThemselves() {
        channel.given(publicChannel(ANN)).when(join(GUEST)).expectRefusal(ErrorCode.USER_IS_RESTRICTED);
    }

    @Test
    void archivedChannelShouldKeepItsMembers() {
        channel.given(publicChannel(ANN, CLEO), new ChannelArchived(KEY, ANN.user(), ts(-1)));
        channel.when(join(BEN)).expectRefusal(ErrorCode.IS_ARCHIVED);
        channel.when(leave(ANN)).expectRefusal(ErrorCode.IS_ARCHIVED);
        channel.when(invite(ANN, BEN)).expectRefusal(ErrorCode.IS_ARCHIVED);
        channel.when(kick(ANN, CLEO)).expectRefusal(ErrorCode.IS_ARCHIVED);
    }

    @ParameterizedTest
    @EnumSource(
            value = ChannelKind.class,
            names = {"IM", "MPIM"})
    void directConversationShouldKeepItsPeople(ChannelKind kind) {
        channel.given(created(kind, false, ANN, BEN));
        channel.when(join(CLEO)).expectRefusal(ErrorCode.METHOD_NOT_SUPPORTED_FOR_CHANNEL_TYPE);
        channel.when(leave(ANN)).expectRefusal(ErrorCode.METHOD_NOT_SUPPORTED_FOR_CHANNEL_TYPE);
        channel.when(invite(ANN, CLEO)).expectRefusal(ErrorCode.METHOD_NOT_SUPPORTED_FOR_CHANNEL_TYPE);
        channel.when(kick(ANN, BEN)).expectRefusal(ErrorCode.METHOD_NOT_SUPPORTED_FOR_CHANNEL_TYPE);
    }

    @Test
    void memberShouldLeave() {
        channel.given(publicChannel(ANN, BEN))
                .when(leave(BEN))
                .expectEvents(new MemberLeft(KEY, BEN.user(), BEN.user(), ts(0)));
    }

    @Test
    void strangerShouldNotLeave() {
        channel.given(publicChannel(ANN)).when(leave(BEN)).expectRefusal(ErrorCode.NOT_IN_CHANNEL);
    }

    @Test
    void nobodyShouldLeaveTheGeneralChannel() {
        channel.given(created(ChannelKind.PUBLIC, true, ANN, BEN))
                .when(leave(BEN))
                .expectRefusal(ErrorCode.CANT_LEAVE_GENERAL);
    }

    @Test
    void lastMemberShouldNotLeaveAPrivateChannel() {
        channel.given(created(ChannelKind.PRIVATE, false, ANN)).when(leave(ANN)).expectRefusal(ErrorCode.LAST_MEMBER);
        new ChannelFixture().given(publicChannel(ANN)).when(leave(ANN)).expectOneEvent();
    }

    @Test
    void singleChannelGuestShouldStay() {
        channel.given(publicChannel(ANN, SINGLE, GUEST));
        channel.when(leave(SINGLE)).expectRefusal(ErrorCode.USER_IS_RESTRICTED);
        channel.when(leave(GUEST)).expectOneEvent();
    }

    @Test
    void memberShouldInviteSeveralAtOnce() {
        channel.given(publicChannel(ANN))
                .when(invite(ANN, BEN, CLEO))
                .expectEvents(joined(BEN, ANN, ts(0)), joined(CLEO, ANN, ts(1)))
                .expectAnswer(new Views.Invited(Map.of()));
    }

    @Test
    void invitationShouldTellWhoCouldNotComeIn() {
        channel.given(publicChannel(ANN, BEN))
                .when(new InviteToChannel(
                        KEY,
                        List.of(subject(ANN), subject(BEN), subject(SINGLE), subject(CLEO), subject(Actor.OPERATOR)),
                        List.of(SINGLE.user()),
                        NOW,
                        ANN))
                .expectEvents(joined(CLEO, ANN, ts(0)))
                .expectAnswer(new Views.Invited(Map.of(
                        ANN.user(),
                        ErrorCode.CANT_INVITE_SELF,
                        BEN.user(),
                        ErrorCode.ALREADY_IN_CHANNEL,
                        SINGLE.user(),
                        ErrorCode.URA_MAX_CHANNELS,
                        Actor.OPERATOR.user(),
                        ErrorCode.CANT_INVITE)));
    }

    @Test
    void singleChannelGuestShouldComeIntoItsFirstChannel() {
        channel.given(publicChannel(ANN)).when(invite(ANN, SINGLE)).expectEvents(joined(SINGLE, ANN, ts(0)));
    }

    @Test
    void strangersAndGuestsShouldNotInvite() {
        channel.given(publicChannel(ANN, GUEST));
        channel.when(invite(BEN, CLEO)).expectRefusal(ErrorCode.NOT_IN_CHANNEL);
        channel.when(invite(GUEST, CLEO)).expectRefusal(ErrorCode.USER_IS_RESTRICTED);
    }

    @Test
    void operatorShouldInviteWithoutBeingIn() {
        channel.given(created(ChannelKind.PRIVATE, false, ANN))
                .when(invite(Actor.OPERATOR, BEN))
                .expectEvents(joined(BEN, Actor.OPERATOR, ts(0)));
    }

    @Test
    void memberShouldRemoveAMember() {
        channel.given(publicChannel(ANN, BEN))
                .when(kick(ANN, BEN))
                .expectEvents(new MemberLeft(KEY, BEN.user(), ANN.user(), ts(0)));
    }

    @Test
    void removalShouldFollowTheRules() {
        channel.given(publicChannel(ANN, GUEST, ADMIN));
        channel.when(kick(ANN, ANN)).expectRefusal(ErrorCode.CANT_KICK_SELF);
        channel.when(kick(ANN, BEN)).expectRefusal(ErrorCode.NOT_IN_CHANNEL);
        channel.when(kick(BEN, ANN)).expectRefusal(ErrorCode.NOT_IN_CHANNEL);
        channel.when(kick(GUEST, ANN)).expectRefusal(ErrorCode.RESTRICTED_ACTION);
        channel.when(kick(ANN, ADMIN)).expectRefusal(ErrorCode.RESTRICTED_ACTION);
        channel.when(kick(ADMIN, ANN)).expectOneEvent();
    }

    @Test
    void nobodyShouldBeRemovedFromTheGeneralChannel() {
        channel.given(created(ChannelKind.PUBLIC, true, ANN, BEN))
                .when(kick(ANN, BEN))
                .expectRefusal(ErrorCode.CANT_KICK_FROM_GENERAL);
    }

    private static JoinChannel join(Actor actor) {
        return new JoinChannel(KEY, NOW, actor);
    }

    private static LeaveChannel leave(Actor actor) {
        return new LeaveChannel(KEY, NOW, actor);
    }

    private static InviteToChannel invite(Actor actor, Actor... people) {
        return new InviteToChannel(
                KEY, Stream.of(people).map(MembershipTest::subject).toList(), List.of(), NOW, actor);
    }

    private static KickFromChannel kick(Actor actor, Actor person) {
        return new KickFromChannel(KEY, subject(person), NOW, actor);
    }

    private static Subject subject(Actor person) {
        return new Subject(person.user(), person.role());
    }

    private static MemberJoined joined(Actor person, Actor inviter, Ts ts) {
        return new MemberJoined(KEY, person.user(), inviter == null ? null : inviter.user(), ts);
    }
}
