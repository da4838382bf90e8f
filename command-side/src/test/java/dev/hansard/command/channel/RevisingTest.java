// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static dev.hansard.command.channel.ChannelFixture.*;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelEvents.ChannelArchived;
import dev.hansard.api.ChannelEvents.MemberJoined;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.DeleteMessage;
import dev.hansard.api.MessageCommands.EditMessage;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.MessageEvents.MessageDeleted;
import dev.hansard.api.MessageEvents.MessageEdited;
import dev.hansard.api.MessageEvents.MessageImported;
import dev.hansard.api.MessageEvents.MessagePinned;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.MessageEvents.MessageUnpinned;
import dev.hansard.api.Ts;
import org.junit.jupiter.api.Test;

class RevisingTest {
    private final ChannelFixture channel = new ChannelFixture();

    @Test
    void authorShouldEdit() {
        channel.given(publicChannel(ANN), posted(ts(-9), ANN, "helo"))
                .when(edit(ANN, "hello"))
                .expectEvents(edited(ts(0), ANN, "hello"));
    }

    @Test
    void unchangedContentShouldBeNoEdit() {
        channel.given(publicChannel(ANN), posted(ts(-9), ANN, "hello"))
                .when(edit(ANN, "hello"))
                .expectNothing();
    }

    @Test
    void editShouldBeComparedWithTheLastOne() {
        channel.given(publicChannel(ANN), posted(ts(-9), ANN, "a"), edited(ts(-8), ANN, "b"))
                .when(edit(ANN, "b"))
                .expectNothing();
    }

    @Test
    void editBackWhileTheLastOneIsOnItsWayShouldCount() {
        channel.given(publicChannel(ANN), posted(ts(-9), ANN, "a"))
                .givenInFlight(edited(ts(-8), ANN, "b"))
                .when(edit(ANN, "a"))
                .expectEvents(edited(ts(0), ANN, "a"));
    }

    @Test
    void othersShouldNotEdit() {
        channel.given(publicChannel(ANN, BEN), posted(ts(-9), ANN, "hello"))
                .when(edit(BEN, "bye"))
                .expectRefusal(ErrorCode.CANT_UPDATE_MESSAGE);
    }

    @Test
    void adminShouldNotEditForOthers() {
        channel.given(publicChannel(ANN, ADMIN), posted(ts(-9), ANN, "hello"))
                .when(edit(ADMIN, "bye"))
                .expectRefusal(ErrorCode.CANT_UPDATE_MESSAGE);
    }

    @Test
    void noticeShouldNotBeEdited() {
        channel.given(publicChannel(ANN), new MemberJoined(KEY, ANN.user(), null, ts(-9)))
                .when(edit(ANN, "I am here"))
                .expectRefusal(ErrorCode.CANT_UPDATE_MESSAGE);
    }

    @Test
    void importedNoticeShouldNotBeEdited() {
        channel.given(publicChannel(ANN), imported(ts(-9), "channel_topic"))
                .when(edit(ANN, "mine"))
                .expectRefusal(ErrorCode.CANT_UPDATE_MESSAGE);
    }

    @Test
    void unknownOrDeletedMessageShouldNotBeFound() {
        channel.given(publicChannel(ANN)).when(edit(ANN, "x")).expectRefusal(ErrorCode.MESSAGE_NOT_FOUND);
        new ChannelFixture()
                .given(publicChannel(ANN), posted(ts(-9), ANN, "a"), deleted(ts(-8), ANN))
                .when(edit(ANN, "x"))
                .expectRefusal(ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void editShouldBeRefusedOutsideTheChannelAndInTheArchive() {
        channel.given(publicChannel(BEN), posted(ts(-9), ANN, "a"))
                .when(edit(ANN, "x"))
                .expectRefusal(ErrorCode.NOT_IN_CHANNEL);
        new ChannelFixture()
                .given(publicChannel(ANN), posted(ts(-9), ANN, "a"), new ChannelArchived(KEY, ANN.user(), ts(-8)))
                .when(edit(ANN, "x"))
                .expectRefusal(ErrorCode.IS_ARCHIVED);
    }

    @Test
    void editToNothingShouldBeRefused() {
        channel.given(publicChannel(ANN), posted(ts(-9), ANN, "a"))
                .when(edit(ANN, " "))
                .expectRefusal(ErrorCode.NO_TEXT);
    }

    @Test
    void editShouldKeepABotsBorrowedName() {
        var content = new MessageContent("beep", null, null, null, "Robo", "{}", null);
        var boop = new MessageContent("boop", null, null, null, "Robo", "{}", null);
        channel.given(
                        publicChannel(BOT),
                        new MessagePosted(
                                KEY, ts(-9), BOT.user(), "BBOT", "ABOT", Kind.BOT, null, false, null, null, content))
                .when(edit(BOT, "boop"))
                .expectEvents(new MessageEdited(KEY, ts(-9), BOT.user(), ts(0), false, boop));
    }

    @Test
    void replyShouldBeBroadcastLater() {
        channel.given(publicChannel(ANN), posted(ts(-10), ANN, "root"), posted(ts(-9), ANN, "reply", ts(-10), null))
                .when(new EditMessage(KEY, ts(-9), MessageContent.ofText("reply"), true, NOW, ANN))
                .expectEvents(new MessageEdited(KEY, ts(-9), ANN.user(), ts(0), true, MessageContent.ofText("reply")));
    }

    @Test
    void rootShouldNotBeBroadcast() {
        channel.given(publicChannel(ANN), posted(ts(-9), ANN, "root"))
                .when(new EditMessage(KEY, ts(-9), MessageContent.ofText("root"), true, NOW, ANN))
                .expectNothing();
    }

    @Test
    void authorShouldDelete() {
        channel.given(publicChannel(ANN), posted(ts(-9), ANN, "a"))
                .when(delete(ANN))
                .expectEvents(deleted(ts(0), ANN));
    }

    @Test
    void adminShouldDeleteForOthersAlsoWithoutBeingIn() {
        channel.given(publicChannel(ANN), posted(ts(-9), ANN, "a"))
                .when(delete(ADMIN))
                .expectEvents(deleted(ts(0), ADMIN));
    }

    @Test
    void othersShouldNotDelete() {
        channel.given(publicChannel(ANN, BEN), posted(ts(-9), ANN, "a"))
                .when(delete(BEN))
                .expectRefusal(ErrorCode.CANT_DELETE_MESSAGE);
    }

    @Test
    void deletingTwiceShouldNotFindIt() {
        channel.given(publicChannel(ANN), posted(ts(-9), ANN, "a"), deleted(ts(-8), ANN))
                .when(delete(ANN))
                .expectRefusal(ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void noticeShouldBeDeletedByAdminsOnly() {
        channel.given(publicChannel(ANN), new MemberJoined(KEY, ANN.user(), null, ts(-9)))
                .when(delete(ANN))
                .expectRefusal(ErrorCode.CANT_DELETE_MESSAGE);
        new ChannelFixture()
                .given(publicChannel(ANN), new MemberJoined(KEY, ANN.user(), null, ts(-9)))
                .when(delete(ADMIN))
                .expectEvents(deleted(ts(0), ADMIN));
    }

    @Test
    void deletingAPinnedMessageShouldUnpinItFirst() {
        channel.given(publicChannel(ANN), posted(ts(-9), ANN, "a"), new MessagePinned(KEY, ts(-9), ANN.user(), ts(-8)))
                .when(delete(ANN))
                .expectEvents(new MessageUnpinned(KEY, ts(-9), ANN.user(), ts(0)), deleted(ts(1), ANN));
    }

    @Test
    void deletionShouldBeRefusedInTheArchiveAndWhereThereIsNothingToSee() {
        channel.given(publicChannel(ANN), posted(ts(-9), ANN, "a"), new ChannelArchived(KEY, ANN.user(), ts(-8)))
                .when(delete(ANN))
                .expectRefusal(ErrorCode.IS_ARCHIVED);
        new ChannelFixture()
                .given(created(ChannelKind.PRIVATE, false, ANN), posted(ts(-9), ANN, "a"))
                .when(delete(ADMIN))
                .expectRefusal(ErrorCode.CHANNEL_NOT_FOUND);
    }

    private static EditMessage edit(Actor actor, String text) {
        return new EditMessage(KEY, ts(-9), MessageContent.ofText(text), false, NOW, actor);
    }

    private static DeleteMessage delete(Actor actor) {
        return new DeleteMessage(KEY, ts(-9), NOW, actor);
    }

    private static MessageEdited edited(Ts at, Actor actor, String text) {
        return new MessageEdited(KEY, ts(-9), actor.user(), at, false, MessageContent.ofText(text));
    }

    private static MessageDeleted deleted(Ts at, Actor actor) {
        return new MessageDeleted(KEY, ts(-9), actor.user(), at);
    }

    private static MessageImported imported(Ts ts, String subtype) {
        return new MessageImported(
                KEY, ts, ANN.user(), null, subtype, null, false, null, null, null, MessageContent.ofText("old"));
    }
}
