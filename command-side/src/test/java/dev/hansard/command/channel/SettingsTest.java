// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static dev.hansard.command.channel.ChannelFixture.*;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelCommands.ArchiveChannel;
import dev.hansard.api.ChannelCommands.SetPurpose;
import dev.hansard.api.ChannelCommands.SetTopic;
import dev.hansard.api.ChannelCommands.UnarchiveChannel;
import dev.hansard.api.ChannelEvents.ChannelArchived;
import dev.hansard.api.ChannelEvents.ChannelUnarchived;
import dev.hansard.api.ChannelEvents.PurposeSet;
import dev.hansard.api.ChannelEvents.TopicSet;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Prose;
import dev.hansard.api.Ts;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final ChannelFixture channel = new ChannelFixture();

    @Test
    void memberShouldSetTopicAndPurpose() {
        channel.given(publicChannel(ANN));
        channel.when(topic(ANN, "tea")).expectEvents(topicSet("tea", ts(0)));
        channel.when(purpose(ANN, "tea")).expectEvents(purposeSet("tea", ts(0)));
    }

    @Test
    void unchangedTopicShouldBeNoEvent() {
        channel.given(publicChannel(ANN)).when(topic(ANN, "")).expectNothing();
        channel.given(topicSet("tea", ts(-1)), purposeSet("talk", ts(-1)));
        channel.when(topic(ANN, "tea")).expectNothing();
        channel.when(purpose(ANN, "talk")).expectNothing();
        channel.when(topic(ANN, "")).expectEvents(topicSet("", ts(0)));
    }

    @Test
    void topicShouldCountAsChangedWhileTheLastIsOnItsWay() {
        channel.given(publicChannel(ANN), topicSet("tea", ts(-2)))
                .givenInFlight(topicSet("milk", ts(-1)))
                .when(topic(ANN, "tea"))
                .expectEvents(topicSet("tea", ts(0)));
    }

    @Test
    void topicShouldHaveAtMostTwoHundredFiftyCharacters() {
        channel.given(publicChannel(ANN));
        channel.when(topic(ANN, "😀".repeat(250))).expectOneEvent();
        channel.when(topic(ANN, "x".repeat(251))).expectRefusal(ErrorCode.TOO_LONG);
        channel.when(purpose(ANN, "x".repeat(251))).expectRefusal(ErrorCode.TOO_LONG);
    }

    @Test
    void topicShouldBeRefusedToStrangersGuestsAndInTheArchive() {
        channel.given(publicChannel(ANN, GUEST));
        channel.when(topic(BEN, "x")).expectRefusal(ErrorCode.NOT_IN_CHANNEL);
        channel.when(topic(GUEST, "x")).expectRefusal(ErrorCode.USER_IS_RESTRICTED);
        channel.given(new ChannelArchived(KEY, ANN.user(), ts(-1)));
        channel.when(topic(ANN, "x")).expectRefusal(ErrorCode.IS_ARCHIVED);
        channel.when(purpose(ANN, "x")).expectRefusal(ErrorCode.IS_ARCHIVED);
    }

    @Test
    void groupConversationShouldHaveATopicAndADirectOneNot() {
        channel.given(created(ChannelKind.IM, false, ANN))
                .when(topic(ANN, "x"))
                .expectRefusal(ErrorCode.METHOD_NOT_SUPPORTED_FOR_CHANNEL_TYPE);
        new ChannelFixture()
                .given(created(ChannelKind.MPIM, false, ANN))
                .when(topic(ANN, "x"))
                .expectOneEvent();
    }

    @Test
    void membersAndAdminsShouldArchive() {
        channel.given(publicChannel(ANN));
        channel.when(archive(ANN)).expectEvents(new ChannelArchived(KEY, ANN.user(), ts(0)));
        channel.when(archive(ADMIN)).expectEvents(new ChannelArchived(KEY, ADMIN.user(), ts(0)));
    }

    @Test
    void archivingShouldFollowTheRules() {
        channel.given(publicChannel(ANN, GUEST));
        channel.when(archive(BEN)).expectRefusal(ErrorCode.NOT_IN_CHANNEL);
        channel.when(archive(GUEST)).expectRefusal(ErrorCode.RESTRICTED_ACTION);
        channel.given(new ChannelArchived(KEY, ANN.user(), ts(-1)));
        channel.when(archive(ANN)).expectRefusal(ErrorCode.ALREADY_ARCHIVED);
        new ChannelFixture()
                .given(created(ChannelKind.PUBLIC, true, ANN))
                .when(archive(ANN))
                .expectRefusal(ErrorCode.CANT_ARCHIVE_GENERAL);
        new ChannelFixture()
                .given(created(ChannelKind.PRIVATE, false, ANN))
                .when(archive(ADMIN))
                .expectRefusal(ErrorCode.CHANNEL_NOT_FOUND);
        new ChannelFixture()
                .given(created(ChannelKind.MPIM, false, ANN))
                .when(archive(ANN))
                .expectRefusal(ErrorCode.METHOD_NOT_SUPPORTED_FOR_CHANNEL_TYPE);
    }

    @Test
    void archivedChannelShouldComeBack() {
        channel.given(publicChannel(ANN, GUEST), new ChannelArchived(KEY, ANN.user(), ts(-1)));
        channel.when(unarchive(ANN)).expectEvents(new ChannelUnarchived(KEY, ANN.user(), ts(0)));
        channel.when(unarchive(BEN)).expectRefusal(ErrorCode.RESTRICTED_ACTION);
        channel.when(unarchive(GUEST)).expectRefusal(ErrorCode.RESTRICTED_ACTION);
        channel.given(new ChannelUnarchived(KEY, ANN.user(), ts(0)));
        channel.when(unarchive(ANN)).expectRefusal(ErrorCode.NOT_ARCHIVED);
    }

    private static SetTopic topic(Actor actor, String topic) {
        return new SetTopic(KEY, topic, NOW, actor);
    }

    private static SetPurpose purpose(Actor actor, String purpose) {
        return new SetPurpose(KEY, purpose, NOW, actor);
    }

    private static ArchiveChannel archive(Actor actor) {
        return new ArchiveChannel(KEY, NOW, actor);
    }

    private static UnarchiveChannel unarchive(Actor actor) {
        return new UnarchiveChannel(KEY, NOW, actor);
    }

    private static TopicSet topicSet(String topic, Ts ts) {
        return new TopicSet(KEY, ANN.user(), ts, NOW.getEpochSecond(), new Prose(topic));
    }

    private static PurposeSet purposeSet(String purpose, Ts ts) {
        return new PurposeSet(KEY, ANN.user(), ts, NOW.getEpochSecond(), new Prose(purpose));
    }
}
