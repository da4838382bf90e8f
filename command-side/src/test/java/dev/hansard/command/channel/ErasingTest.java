// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static dev.hansard.command.channel.ChannelFixture.ANN;
import static dev.hansard.command.channel.ChannelFixture.BEN;
import static dev.hansard.command.channel.ChannelFixture.KEY;
import static dev.hansard.command.channel.ChannelFixture.NOW;
import static dev.hansard.command.channel.ChannelFixture.posted;
import static dev.hansard.command.channel.ChannelFixture.publicChannel;
import static dev.hansard.command.channel.ChannelFixture.ts;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelCommands;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.Erasure;
import dev.hansard.api.ErasureReason;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.Prose;
import dev.hansard.api.Ts;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasingTest {
    private static final Erasure GROUND = new Erasure(ErasureReason.REQUEST, "DSR-17", Actor.OPERATOR.user());
    private static final Ts POST = ts(0);

    private final ChannelFixture channel = new ChannelFixture();

    @Test
    void erasesAllVersionsOfAMessage() {
        channel.given(publicChannel(ANN), posted(POST, ANN, "one"), edited("two", ts(1)), edited("three", ts(2)))
                .when(erase(POST, Actor.OPERATOR))
                .expectEvents(erased(List.of(1L, 2L, 3L), ts(3)))
                .expectAnswer(true);
    }

    @Test
    void erasesVersionsThatAreStillOnTheirWayToTheStore() {
        channel.given(publicChannel(ANN), posted(POST, ANN, "one"))
                .givenInFlight(edited("two", ts(1)))
                .when(erase(POST, Actor.OPERATOR))
                .expectEvents(erased(List.of(1L, 2L), ts(2)));
    }

    @Test
    void erasesWhatWasScheduledAlong() {
        var planned = new MessageEvents.MessageScheduled(
                KEY, ts(-5), "Q1", ANN.user(), null, null, 1, null, false, MessageContent.ofText("one"));
        var post = new MessageEvents.MessagePosted(
                KEY,
                POST,
                ANN.user(),
                null,
                null,
                MessageEvents.Kind.PLAIN,
                null,
                false,
                null,
                "Q1",
                MessageContent.ofText("one"));
        channel.given(publicChannel(ANN), planned, post)
                .when(erase(POST, Actor.OPERATOR))
                .expectEvents(erased(List.of(1L, 2L), ts(1)));
    }

    @Test
    void erasesWhatWasDeletedAndUnpinsWhatWasPinned() {
        var deleted = new MessageEvents.MessageDeleted(KEY, POST, ANN.user(), ts(1));
        channel.given(publicChannel(ANN), posted(POST, ANN, "one"), deleted)
                .when(erase(POST, Actor.OPERATOR))
                .expectEvents(erased(List.of(1L), ts(2)));
        var pinned = new MessageEvents.MessagePinned(KEY, POST, ANN.user(), ts(1));
        new ChannelFixture()
                .given(publicChannel(ANN), posted(POST, ANN, "one"), pinned)
                .when(erase(POST, Actor.OPERATOR))
                .expectEvents(
                        new MessageEvents.MessageUnpinned(KEY, POST, Actor.OPERATOR.user(), ts(2)),
                        erased(List.of(1L), ts(3)));
    }

    @Test
    void doesNothingWhenItWasErasedBefore() {
        channel.given(publicChannel(ANN), posted(POST, ANN, "one"), erased(List.of(1L), ts(1)))
                .when(erase(POST, Actor.OPERATOR))
                .expectNothing()
                .expectAnswer(false);
    }

    @Test
    void refusesWhoIsNotTheOperatorAndWhatIsNotThere() {
        channel.given(publicChannel(ANN, BEN), posted(POST, ANN, "one"));
        channel.when(erase(POST, ANN)).expectRefusal(ErrorCode.NO_PERMISSION);
        channel.when(erase(POST, ChannelFixture.ADMIN)).expectRefusal(ErrorCode.NO_PERMISSION);
        channel.when(erase(ts(-9), Actor.OPERATOR)).expectRefusal(ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void erasesNothingWhenAGuardObjects() {
        channel.guards.add(subject -> subject.author().equals(ANN.user()) ? "hold H1" : null);
        channel.given(publicChannel(ANN, BEN), posted(POST, ANN, "one"), posted(ts(1), BEN, "two"));
        channel.when(erase(POST, Actor.OPERATOR)).expectRefusal(ErrorCode.COMPLIANCE_EXPORTS_PREVENT_DELETION);
        channel.when(erase(ts(1), Actor.OPERATOR)).expectOneEvent();
    }

    @Test
    void cannotBeEditedAnsweredOrPinnedAfterwards() {
        channel.given(publicChannel(ANN), posted(POST, ANN, "one"), erased(List.of(1L), ts(1)));
        channel.when(new MessageCommands.EditMessage(KEY, POST, MessageContent.ofText("x"), false, NOW, ANN))
                .expectRefusal(ErrorCode.MESSAGE_NOT_FOUND);
        channel.when(ChannelFixture.post(ANN, "x", POST, null)).expectRefusal(ErrorCode.THREAD_NOT_FOUND);
        channel.when(new MessageCommands.PinMessage(KEY, POST, NOW, ANN)).expectRefusal(ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void cancelsAScheduledMessageBeforeItErasesIt() {
        var planned = new MessageEvents.MessageScheduled(
                KEY, POST, "Q1", ANN.user(), null, null, 2_000_000_000, null, false, MessageContent.ofText("one"));
        channel.given(publicChannel(ANN), planned)
                .when(new MessageCommands.EraseScheduledMessage(
                        KEY, "Q1", 1, ErasureReason.REQUEST, "DSR-17", NOW, Actor.OPERATOR))
                .expectEvents(
                        new MessageEvents.ScheduledMessageCancelled(KEY, ts(1), "Q1", Actor.OPERATOR.user(), null),
                        new MessageEvents.ScheduledMessageErased(KEY, ts(2), "Q1", ANN.user(), List.of(1L), GROUND));
    }

    @Test
    void erasesATopicOnce() {
        var topic = new ChannelEvents.TopicSet(KEY, ANN.user(), ts(0), 1, new Prose("secret"));
        var command = new ChannelCommands.EraseProse(KEY, 1, ErasureReason.REQUEST, "DSR-17", NOW, Actor.OPERATOR);
        channel.given(publicChannel(ANN), topic)
                .when(command)
                .expectEvents(new ChannelEvents.ProseErased(KEY, ANN.user(), List.of(1L), GROUND));
        new ChannelFixture()
                .given(publicChannel(ANN), topic.withContent(null))
                .when(command)
                .expectNothing();
    }

    private static MessageCommands.EraseMessage erase(Ts ts, Actor actor) {
        return new MessageCommands.EraseMessage(KEY, ts, ErasureReason.REQUEST, "DSR-17", NOW, actor);
    }

    private static MessageEvents.MessageErased erased(List<Long> sequences, Ts at) {
        return new MessageEvents.MessageErased(KEY, POST, ANN.user(), sequences, GROUND, at);
    }

    private static MessageEvents.MessageEdited edited(String text, Ts at) {
        return new MessageEvents.MessageEdited(KEY, POST, ANN.user(), at, false, MessageContent.ofText(text));
    }
}
