// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static dev.hansard.command.channel.ChannelFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelEvents.ChannelArchived;
import dev.hansard.api.ChannelEvents.MemberJoined;
import dev.hansard.api.ChannelEvents.MemberLeft;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.PostMessage;
import dev.hansard.api.MessageCommands.Posted;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.MessageEvents.MessageDeleted;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.MessageEvents.ThreadStarted;
import dev.hansard.api.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostingTest {
    private final ChannelFixture channel = new ChannelFixture();

    @Test
    void postShouldBecomeAMessageWithTheNextTs() {
        channel.given(publicChannel(ANN)).when(post(ANN, "hello")).expectEvents(posted(ts(0), ANN, "hello"));
    }

    @Test
    void tsShouldGoOnWhenTheClockStepsBack() {
        channel.given(publicChannel(ANN), posted(ts(5_000_000), ANN, "later"))
                .when(post(ANN, "hello"))
                .expectEvents(posted(ts(5_000_001), ANN, "hello"));
    }

    @Test
    void tsShouldBeAfterEverythingThatHappenedToOlderMessages() {
        channel.given(publicChannel(ANN), posted(ts(0), ANN, "one"), new MessageDeleted(KEY, ts(0), ANN.user(), ts(9)))
                .when(post(ANN, "two"))
                .expectEvents(posted(ts(10), ANN, "two"));
    }

    @Test
    void answerShouldShowTheMessageAsEveryoneWillSeeIt() {
        var result =
                channel.given(publicChannel(ANN), posted(ts(-9), ANN, "root")).when(post(ANN, "reply", ts(-9), null));
        Posted posted = (Posted) result.answer();
        assertThat(posted.duplicate()).isFalse();
        assertThat(posted.message().ts()).isEqualTo(ts(0));
        assertThat(posted.message().content().text()).isEqualTo("reply");
        assertThat(posted.message().thread()).isEqualTo(ts(-9));
        assertThat(posted.message().parentAuthor()).isEqualTo(ANN.user());
    }

    @Test
    void strangerShouldBeRefusedInAPublicChannel() {
        channel.given(publicChannel(ANN)).when(post(BEN, "hello")).expectRefusal(ErrorCode.NOT_IN_CHANNEL);
    }

    @ParameterizedTest
    @EnumSource(
            value = ChannelKind.class,
            names = {"PRIVATE", "IM", "MPIM"})
    void otherConversationsShouldNotExistForStrangers(ChannelKind kind) {
        channel.given(created(kind, false, ANN)).when(post(BEN, "hello")).expectRefusal(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void publicChannelShouldNotExistForAGuestWhoIsNotIn() {
        channel.given(publicChannel(ANN)).when(post(GUEST, "hello")).expectRefusal(ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void whoLeftShouldBeRefused() {
        channel.given(publicChannel(ANN, BEN), new MemberLeft(KEY, BEN.user(), BEN.user(), ts(-1)))
                .when(post(BEN, "hello"))
                .expectRefusal(ErrorCode.NOT_IN_CHANNEL);
    }

    @Test
    void archivedChannelShouldBeReadOnly() {
        channel.given(publicChannel(ANN), new ChannelArchived(KEY, ANN.user(), ts(-1)))
                .when(post(ANN, "hello"))
                .expectRefusal(ErrorCode.IS_ARCHIVED);
    }

    @Test
    void messageThatSaysNothingShouldBeRefused() {
        channel.given(publicChannel(ANN)).when(post(ANN, "  ")).expectRefusal(ErrorCode.NO_TEXT);
    }

    @Test
    void blocksShouldDoWithoutText() {
        var content = new MessageContent("", "[{}]", null, null, null, null, null);
        channel.given(publicChannel(ANN)).when(post(ANN, content)).expectOneEvent();
        var attached = new MessageContent("", null, "[{}]", null, null, null, null);
        new ChannelFixture().given(publicChannel(ANN)).when(post(ANN, attached)).expectOneEvent();
        var empty = new MessageContent("", "[]", null, null, null, null, null);
        new ChannelFixture().given(publicChannel(ANN)).when(post(ANN, empty)).expectRefusal(ErrorCode.NO_TEXT);
    }

    @Test
    void firstReplyShouldStartTheThread() {
        channel.given(publicChannel(ANN), posted(ts(-9), ANN, "root"))
                .when(post(ANN, "reply", ts(-9), null))
                .expectEvents(new ThreadStarted(KEY, ts(-9)), posted(ts(0), ANN, "reply", ts(-9), null));
    }

    @Test
    void furtherReplyShouldNotStartItAgain() {
        channel.given(
                        publicChannel(ANN),
                        posted(ts(-9), ANN, "root"),
                        new ThreadStarted(KEY, ts(-9)),
                        posted(ts(-8), ANN, "reply", ts(-9), null))
                .when(post(ANN, "again", ts(-9), null))
                .expectEvents(posted(ts(0), ANN, "again", ts(-9), null));
    }

    @Test
    void replyToAReplyShouldGoToTheRoot() {
        channel.given(
                        publicChannel(ANN),
                        posted(ts(-9), ANN, "root"),
                        new ThreadStarted(KEY, ts(-9)),
                        posted(ts(-8), ANN, "reply", ts(-9), null))
                .when(post(ANN, "again", ts(-8), null))
                .expectEvents(posted(ts(0), ANN, "again", ts(-9), null));
    }

    @Test
    void unknownThreadShouldBeRefused() {
        channel.given(publicChannel(ANN), posted(ts(-9), ANN, "root"))
                .when(post(ANN, "reply", ts(-10), null))
                .expectRefusal(ErrorCode.THREAD_NOT_FOUND);
    }

    @Test
    void deletedRootShouldBeAnsweredOnlyWhileItsThreadLives() {
        channel.given(
                        publicChannel(ANN),
                        posted(ts(-9), ANN, "root"),
                        new MessageDeleted(KEY, ts(-9), ANN.user(), ts(-8)))
                .when(post(ANN, "reply", ts(-9), null))
                .expectRefusal(ErrorCode.THREAD_NOT_FOUND);
        new ChannelFixture()
                .given(
                        publicChannel(ANN),
                        posted(ts(-9), ANN, "root"),
                        new ThreadStarted(KEY, ts(-9)),
                        new MessageDeleted(KEY, ts(-9), ANN.user(), ts(-8)))
                .when(post(ANN, "reply", ts(-9), null))
                .expectEvents(posted(ts(0), ANN, "reply", ts(-9), null));
    }

    @Test
    void noticeShouldNotBeAnswered() {
        channel.given(publicChannel(ANN), new MemberJoined(KEY, BEN.user(), null, ts(-9)))
                .when(post(ANN, "welcome", ts(-9), null))
                .expectRefusal(ErrorCode.CANNOT_REPLY_TO_MESSAGE);
    }

    @Test
    void samePostShouldGiveTheFirstBack() {
        MessagePosted first = posted(ts(-9), ANN, "hello", null, "id-1");
        var result = channel.given(publicChannel(ANN), first).when(post(ANN, "hello", null, "id-1"));
        result.expectNothing();
        assertThat(((Posted) result.answer()).duplicate()).isTrue();
        assertThat(((Posted) result.answer()).message().ts()).isEqualTo(ts(-9));
    }

    @Test
    void samePostShouldGiveTheFirstBackEvenToWhoLeft() {
        channel.given(
                        publicChannel(ANN),
                        posted(ts(-9), ANN, "hello", null, "id-1"),
                        new MemberLeft(KEY, ANN.user(), ANN.user(), ts(-8)))
                .when(post(ANN, "hello", null, "id-1"))
                .expectNothing();
    }

    @Test
    void sameIdOfAnotherAuthorShouldBeAnotherMessage() {
        channel.given(publicChannel(ANN, BEN), posted(ts(-9), ANN, "hello", null, "id-1"))
                .when(post(BEN, "hello", null, "id-1"))
                .expectEvents(posted(ts(0), BEN, "hello", null, "id-1"));
    }

    @Test
    void postThatTheStoreRefusedShouldBeLookedUpInTheRecord() {
        channel.given(publicChannel(ANN), posted(ts(-9_000), ANN, "hello", null, "id-0"));
        for (int i = 1; i <= RecentMessages.POSTS; i++) {
            channel.given(posted(ts(i - 9_000), ANN, "more", null, "id-" + i));
        }
        var result = channel.when(post(ANN, "hello", null, "id-0"), Map.of("once", "check"));
        result.expectNothing();
        assertThat(((Posted) result.answer()).message().ts()).isEqualTo(ts(-9_000));
    }

    @Test
    void oldRootShouldBeFoundInTheRecord() {
        channel.given(publicChannel(ANN), posted(ts(-900_000), ANN, "root"));
        for (int i = 0; i < RecentMessages.MESSAGES; i++) channel.given(posted(ts(i - 800_000), ANN, "more"));
        channel.when(post(ANN, "reply", ts(-900_000), null))
                .expectEvents(new ThreadStarted(KEY, ts(-900_000)), posted(ts(0), ANN, "reply", ts(-900_000), null));
        assertThat(channel.log.lookUps()).isOne();
    }

    @Test
    void botShouldPostAsItself() {
        channel.given(publicChannel(BOT)).when(post(BOT, "beep")).expectEvents(posted(ts(0), BOT, "beep"));
    }

    @Test
    void botShouldPostUnderAnotherName() {
        var content = new MessageContent("beep", null, null, null, "Robo", null, null);
        channel.given(publicChannel(BOT))
                .when(post(BOT, content))
                .expectEvents(new MessagePosted(
                        KEY, ts(0), BOT.user(), "BBOT", "ABOT", Kind.BOT, null, false, null, null, content));
    }

    @Test
    void personShouldNotPostUnderAnotherName() {
        var content = new MessageContent("hi", null, null, null, "Boss", "{}", null);
        channel.given(publicChannel(ANN)).when(post(ANN, content)).expectEvents(posted(ts(0), ANN, "hi"));
    }

    @Test
    void appOfAPersonsOwnTokenShouldBeNamedUnlessItIsOurs() {
        var app = new Actor(ANN.user(), Role.MEMBER, null, "AOTHER");
        var result = channel.given(publicChannel(ANN)).when(post(app, "hi"));
        assertThat(((Posted) result.answer()).message().app()).isEqualTo("AOTHER");
    }

    @Test
    void broadcastShouldNeedAThread() {
        var command = new PostMessage(KEY, Kind.PLAIN, null, true, null, MessageContent.ofText("loud"), NOW, ANN);
        channel.given(publicChannel(ANN)).when(command).expectEvents(posted(ts(0), ANN, "loud"));
    }

    @Test
    void meMessageShouldStayOne() {
        var command = new PostMessage(KEY, Kind.ME, null, false, null, MessageContent.ofText("waves"), NOW, ANN);
        var result = channel.given(publicChannel(ANN)).when(command);
        assertThat(((Posted) result.answer()).message().subtype()).isEqualTo("me_message");
    }
}
