// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static dev.hansard.command.channel.ChannelFixture.*;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelEvents.ChannelArchived;
import dev.hansard.api.ChannelEvents.MemberJoined;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.AddReaction;
import dev.hansard.api.MessageCommands.PinMessage;
import dev.hansard.api.MessageCommands.RemoveReaction;
import dev.hansard.api.MessageCommands.UnpinMessage;
import dev.hansard.api.MessageEvents.MessageDeleted;
import dev.hansard.api.MessageEvents.MessagePinned;
import dev.hansard.api.MessageEvents.MessageUnpinned;
import dev.hansard.api.MessageEvents.ReactionAdded;
import dev.hansard.api.MessageEvents.ReactionRemoved;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import org.junit.jupiter.api.Test;

class ReactingTest {
    private final ChannelFixture channel =
            new ChannelFixture().given(publicChannel(ANN, BEN), posted(ts(-999), ANN, "hello"));

    @Test
    void memberShouldReact() {
        channel.when(react(BEN, "tada")).expectEvents(reacted(BEN, "tada", ts(0)));
    }

    @Test
    void sameReactionTwiceShouldBeRefused() {
        channel.given(reacted(BEN, "tada", ts(-1))).when(react(BEN, "tada")).expectRefusal(ErrorCode.ALREADY_REACTED);
    }

    @Test
    void reactionShouldBeTakenBackOnce() {
        var removed = new ReactionRemoved(KEY, ts(-999), BEN.user(), "tada", ANN.user(), ts(0));
        channel.given(reacted(BEN, "tada", ts(-1))).when(unreact(BEN, "tada")).expectEvents(removed);
        channel.given(removed).when(unreact(BEN, "tada")).expectRefusal(ErrorCode.NO_REACTION);
    }

    @Test
    void onePersonShouldUseTwentyThreeEmojiOnAMessage() {
        for (int i = 0; i < 22; i++) channel.given(reacted(BEN, "e" + i, ts(i - 500)));
        channel.when(react(BEN, "last")).expectOneEvent();
        channel.given(reacted(BEN, "last", ts(-1)))
                .when(react(BEN, "more"))
                .expectRefusal(ErrorCode.TOO_MANY_REACTIONS);
    }

    @Test
    void messageShouldCarryFiftyEmoji() {
        for (int i = 0; i < Reacting.MAX_EMOJI_PER_MESSAGE; i++) {
            channel.given(reacted(person("U" + i, Role.MEMBER), "e" + i, ts(i - 500)));
        }
        channel.when(react(BEN, "more")).expectRefusal(ErrorCode.TOO_MANY_EMOJI);
        channel.when(react(BEN, "e7")).expectOneEvent();
    }

    @Test
    void strangersShouldNotReact() {
        channel.when(react(CLEO, "tada")).expectRefusal(ErrorCode.NOT_IN_CHANNEL);
    }

    @Test
    void archivedChannelShouldTakeNoReactionsAndPins() {
        channel.given(new ChannelArchived(KEY, ANN.user(), ts(-1)));
        channel.when(react(BEN, "tada")).expectRefusal(ErrorCode.IS_ARCHIVED);
        channel.when(unreact(BEN, "tada")).expectRefusal(ErrorCode.IS_ARCHIVED);
        channel.when(pin(BEN, ts(-999))).expectRefusal(ErrorCode.IS_ARCHIVED);
        channel.when(unpin(BEN)).expectRefusal(ErrorCode.IS_ARCHIVED);
    }

    @Test
    void deletedMessageShouldNotBeFound() {
        channel.given(new MessageDeleted(KEY, ts(-999), ANN.user(), ts(-1)));
        channel.when(react(BEN, "tada")).expectRefusal(ErrorCode.MESSAGE_NOT_FOUND);
        channel.when(unreact(BEN, "tada")).expectRefusal(ErrorCode.MESSAGE_NOT_FOUND);
        channel.when(pin(BEN, ts(-999))).expectRefusal(ErrorCode.MESSAGE_NOT_FOUND);
        channel.when(unpin(BEN)).expectRefusal(ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void messageShouldBePinnedOnce() {
        channel.when(pin(BEN, ts(-999))).expectEvents(pinned(ts(-999), ts(0)));
        channel.given(pinned(ts(-999), ts(-1))).when(pin(ANN, ts(-999))).expectRefusal(ErrorCode.ALREADY_PINNED);
    }

    @Test
    void pinShouldBeTakenOffOnce() {
        channel.when(unpin(BEN)).expectRefusal(ErrorCode.NO_PIN);
        channel.given(pinned(ts(-999), ts(-1)))
                .when(unpin(BEN))
                .expectEvents(new MessageUnpinned(KEY, ts(-999), BEN.user(), ts(0)));
    }

    @Test
    void noticeShouldNotBePinned() {
        channel.given(new MemberJoined(KEY, CLEO.user(), null, ts(-9)))
                .when(pin(BEN, ts(-9)))
                .expectRefusal(ErrorCode.NOT_PINNABLE);
    }

    @Test
    void channelShouldHoldAHundredPins() {
        for (int i = 0; i < Reacting.MAX_PINS; i++) {
            channel.given(posted(ts(2 * i - 900), ANN, "m"), pinned(ts(2 * i - 900), ts(2 * i - 899)));
        }
        channel.when(pin(BEN, ts(-999))).expectRefusal(ErrorCode.TOO_MANY_PINS);
    }

    private static AddReaction react(Actor actor, String name) {
        return new AddReaction(KEY, ts(-999), name, NOW, actor);
    }

    private static RemoveReaction unreact(Actor actor, String name) {
        return new RemoveReaction(KEY, ts(-999), name, NOW, actor);
    }

    private static PinMessage pin(Actor actor, Ts ts) {
        return new PinMessage(KEY, ts, NOW, actor);
    }

    private static UnpinMessage unpin(Actor actor) {
        return new UnpinMessage(KEY, ts(-999), NOW, actor);
    }

    private static ReactionAdded reacted(Actor actor, String name, Ts at) {
        return new ReactionAdded(KEY, ts(-999), actor.user(), name, ANN.user(), at);
    }

    private static MessagePinned pinned(Ts ts, Ts at) {
        return new MessagePinned(KEY, ts, BEN.user(), at);
    }
}
