// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static dev.hansard.command.channel.ChannelFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelEvents.ChannelArchived;
import dev.hansard.api.ChannelEvents.MemberLeft;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.CancelScheduledMessage;
import dev.hansard.api.MessageCommands.PostScheduledMessage;
import dev.hansard.api.MessageCommands.Posted;
import dev.hansard.api.MessageCommands.ScheduleMessage;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.MessageEvents.MessageDeleted;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.MessageEvents.MessageScheduled;
import dev.hansard.api.MessageEvents.ScheduledMessageCancelled;
import dev.hansard.api.Ts;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchedulingTest {
    private static final long PRESENT = NOW.getEpochSecond();

    private final ChannelFixture channel = new ChannelFixture().given(publicChannel(ANN, BEN));

    @Test
    void messageShouldBeScheduled() {
        channel.when(schedule(ANN, "Q1", PRESENT + 60)).expectEvents(scheduled("Q1", ts(0), PRESENT + 60, null));
    }

    @Test
    void schedulingAgainUnderTheSameIdShouldChangeNothing() {
        channel.given(scheduled("Q1", ts(-1), PRESENT + 60, null))
                .when(schedule(ANN, "Q1", PRESENT + 60))
                .expectNothing();
    }

    @Test
    void timeShouldBeAheadButNotTooFar() {
        channel.when(schedule(ANN, "Q1", PRESENT)).expectRefusal(ErrorCode.TIME_IN_PAST);
        long farthest = PRESENT + Scheduling.FARTHEST.toSeconds();
        channel.when(schedule(ANN, "Q1", farthest)).expectOneEvent();
        channel.when(schedule(ANN, "Q1", farthest + 1)).expectRefusal(ErrorCode.TIME_TOO_FAR);
    }

    @Test
    void windowShouldHoldThirty() {
        for (int i = 0; i < Scheduling.MAX_PER_WINDOW; i++) {
            channel.given(scheduled("QA" + i, ts(i - 500), PRESENT + 300 + i, null));
        }
        channel.when(schedule(ANN, "Q1", PRESENT + 599)).expectRefusal(ErrorCode.RESTRICTED_TOO_MANY);
        channel.when(schedule(ANN, "Q1", PRESENT + 600)).expectOneEvent();
    }

    @Test
    void schedulingShouldFollowTheRulesOfPosting() {
        channel.when(schedule(CLEO, "Q1", PRESENT + 60)).expectRefusal(ErrorCode.NOT_IN_CHANNEL);
        channel.when(new ScheduleMessage(KEY, "Q1", PRESENT + 60, ts(-77), false, MessageContent.ofText("x"), NOW, ANN))
                .expectRefusal(ErrorCode.THREAD_NOT_FOUND);
        channel.when(new ScheduleMessage(KEY, "Q1", PRESENT + 60, null, false, MessageContent.ofText(""), NOW, ANN))
                .expectRefusal(ErrorCode.NO_TEXT);
        channel.given(new ChannelArchived(KEY, ANN.user(), ts(-1)))
                .when(schedule(ANN, "Q1", PRESENT + 60))
                .expectRefusal(ErrorCode.IS_ARCHIVED);
    }

    @Test
    void authorShouldCancelOnce() {
        var cancelled = new ScheduledMessageCancelled(KEY, ts(0), "Q1", ANN.user(), null);
        channel.given(scheduled("Q1", ts(-1), PRESENT + 60, null));
        channel.when(cancel(BEN, "Q1")).expectRefusal(ErrorCode.INVALID_SCHEDULED_MESSAGE_ID);
        channel.when(cancel(ANN, "Q2")).expectRefusal(ErrorCode.INVALID_SCHEDULED_MESSAGE_ID);
        channel.when(cancel(ANN, "Q1")).expectEvents(cancelled);
        channel.given(cancelled).when(cancel(ANN, "Q1")).expectRefusal(ErrorCode.INVALID_SCHEDULED_MESSAGE_ID);
    }

    @Test
    void dueMessageShouldBePosted() {
        channel.given(scheduled("Q1", ts(-1), PRESENT, null))
                .when(postScheduled("Q1"))
                .expectEvents(becoming("Q1"));
    }

    @Test
    void messageThatIsNotDueShouldWait() {
        channel.given(scheduled("Q1", ts(-1), PRESENT + 1, null))
                .when(postScheduled("Q1"))
                .expectNothing();
    }

    @Test
    void dueMessageShouldBePostedOnce() {
        var result = channel.given(scheduled("Q1", ts(-1), PRESENT, null), becoming("Q1"))
                .when(postScheduled("Q1"));
        result.expectNothing();
        assertThat(((Posted) result.answer()).duplicate()).isTrue();
    }

    @Test
    void dueMessageThatAnotherProcessPostedShouldBeLookedUp() {
        channel.given(scheduled("Q1", ts(-1), PRESENT, null)).log.with(becoming("Q1"));
        var result = channel.when(postScheduled("Q1"), Map.of("once", "check"));
        result.expectNothing();
        assertThat(((Posted) result.answer()).duplicate()).isTrue();
    }

    @Test
    void cancelledMessageShouldNotBePosted() {
        channel.given(
                        scheduled("Q1", ts(-2), PRESENT, null),
                        new ScheduledMessageCancelled(KEY, ts(-1), "Q1", ANN.user(), null))
                .when(postScheduled("Q1"))
                .expectNothing();
    }

    @Test
    void authorWhoLeftShouldNotPostAnyMore() {
        channel.given(scheduled("Q1", ts(-2), PRESENT, null), new MemberLeft(KEY, ANN.user(), ANN.user(), ts(-1)))
                .when(postScheduled("Q1"))
                .expectEvents(cancelledFor(ErrorCode.NOT_IN_CHANNEL));
    }

    @Test
    void archivedChannelShouldCancelWhatIsDue() {
        channel.given(scheduled("Q1", ts(-2), PRESENT, null), new ChannelArchived(KEY, ANN.user(), ts(-1)))
                .when(postScheduled("Q1"))
                .expectEvents(cancelledFor(ErrorCode.IS_ARCHIVED));
    }

    @Test
    void deletedThreadShouldCancelWhatIsDue() {
        channel.given(
                        posted(ts(-9), ANN, "root"),
                        scheduled("Q1", ts(-2), PRESENT, ts(-9)),
                        new MessageDeleted(KEY, ts(-9), ANN.user(), ts(-1)))
                .when(postScheduled("Q1"))
                .expectEvents(cancelledFor(ErrorCode.THREAD_NOT_FOUND));
    }

    @Test
    void erasedMessageShouldBeCancelled() {
        channel.given(((MessageScheduled) scheduled("Q1", ts(-2), PRESENT, null)).withContent(null))
                .when(postScheduled("Q1"))
                .expectEvents(cancelledFor(ErrorCode.NO_TEXT));
    }

    @Test
    void onlyThePlatformShouldPostWhatIsScheduled() {
        channel.given(scheduled("Q1", ts(-1), PRESENT, null))
                .when(new PostScheduledMessage(KEY, "Q1", NOW, ANN))
                .expectRefusal(ErrorCode.NO_PERMISSION);
    }

    private static ScheduleMessage schedule(Actor actor, String id, long at) {
        return new ScheduleMessage(KEY, id, at, null, false, MessageContent.ofText("later"), NOW, actor);
    }

    private static CancelScheduledMessage cancel(Actor actor, String id) {
        return new CancelScheduledMessage(KEY, id, NOW, actor);
    }

    private static PostScheduledMessage postScheduled(String id) {
        return new PostScheduledMessage(KEY, id, NOW, Actor.OPERATOR);
    }

    private static MessageScheduled scheduled(String id, Ts ts, long at, Ts thread) {
        return new MessageScheduled(
                KEY, ts, id, ANN.user(), null, null, at, thread, false, MessageContent.ofText("later"));
    }

    private static MessagePosted becoming(String id) {
        return new MessagePosted(
                KEY, ts(0), ANN.user(), null, null, Kind.PLAIN, null, false, null, id, MessageContent.ofText("later"));
    }

    private static ScheduledMessageCancelled cancelledFor(ErrorCode reason) {
        return new ScheduledMessageCancelled(KEY, ts(0), "Q1", Actor.OPERATOR.user(), reason);
    }
}
