// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static dev.hansard.command.channel.ChannelFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelEvents.ChannelArchived;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.ImportMessages;
import dev.hansard.api.MessageCommands.ImportOutcome;
import dev.hansard.api.MessageCommands.ImportedMessage;
import dev.hansard.api.MessageCommands.ImportedReaction;
import dev.hansard.api.MessageCommands.SkippedMessage;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.MessageImported;
import dev.hansard.api.MessageEvents.MessagePinned;
import dev.hansard.api.MessageEvents.ReactionAdded;
import dev.hansard.api.MessageEvents.ThreadStarted;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportingTest {
    private final ChannelFixture channel = new ChannelFixture().given(publicChannel(ANN));

    @Test
    void messagesShouldKeepTheirTs() {
        channel.when(batch(message(ts(-9), null), message(ts(-8), null)))
                .expectEvents(imported(ts(-9), null), imported(ts(-8), null))
                .expectAnswer(new ImportOutcome(2, 0, List.of()));
        assertThat(channel.log.lookUps()).isZero();
    }

    @Test
    void firstReplyShouldStartTheThread() {
        channel.when(batch(message(ts(-9), ts(-9)), message(ts(-8), ts(-9)), message(ts(-7), ts(-9))))
                .expectEvents(
                        imported(ts(-9), null),
                        new ThreadStarted(KEY, ts(-9)),
                        imported(ts(-8), ts(-9)),
                        imported(ts(-7), ts(-9)));
    }

    @Test
    void threadShouldGoOnInTheNextBatch() {
        channel.given(imported(ts(-9), null), new ThreadStarted(KEY, ts(-9)), imported(ts(-8), ts(-9)))
                .when(batch(message(ts(-7), ts(-9))))
                .expectEvents(imported(ts(-7), ts(-9)));
    }

    @Test
    void rootShouldBeFoundInABatchThatIsLongerThanTheRecentMessages() {
        var batch = new ArrayList<ImportedMessage>();
        batch.add(message(ts(-9_000), null));
        for (int i = 0; i < RecentMessages.MESSAGES; i++) batch.add(message(ts(i - 8_000), null));
        batch.add(message(ts(-2), ts(-9_000)));
        batch.add(message(ts(-1), ts(-9_000)));
        channel.when(new ImportMessages(KEY, batch, Actor.OPERATOR))
                .expectAnswer(new ImportOutcome(RecentMessages.MESSAGES + 3, 0, List.of()));
    }

    @Test
    void replyWithoutRootShouldBeSkipped() {
        channel.when(batch(message(ts(-8), ts(-9))))
                .expectNothing()
                .expectAnswer(new ImportOutcome(0, 0, List.of(new SkippedMessage(ts(-8), ErrorCode.THREAD_NOT_FOUND))));
    }

    @Test
    void messagesThatAreInShouldBeLeftAlone() {
        channel.given(imported(ts(-9), null), imported(ts(-7), null))
                .when(batch(message(ts(-9), null), message(ts(-8), null), message(ts(-8), null)))
                .expectEvents(imported(ts(-8), null))
                .expectAnswer(new ImportOutcome(1, 2, List.of()));
    }

    @Test
    void messageFromTheFutureShouldBeSkipped() {
        Ts future = Ts.at(NOW.plus(Importing.FARTHEST_AHEAD).plusSeconds(1));
        channel.when(batch(message(future, null)))
                .expectAnswer(
                        new ImportOutcome(0, 0, List.of(new SkippedMessage(future, ErrorCode.INVALID_TIMESTAMP))));
    }

    @Test
    void laterPostShouldComeAfterWhatWasImported() {
        channel.given(imported(ts(500), null)).when(post(ANN, "new")).expectEvents(posted(ts(501), ANN, "new"));
    }

    @Test
    void reactionsAndPinsShouldComeAlong() {
        var reaction = new ImportedReaction("tada", List.of(BEN.user(), CLEO.user(), BEN.user()));
        channel.when(batch(message(ts(-9), null, List.of(reaction), BEN.user())))
                .expectEvents(
                        imported(ts(-9), null),
                        new ReactionAdded(KEY, ts(-9), BEN.user(), "tada", ANN.user(), ts(-9)),
                        new ReactionAdded(KEY, ts(-9), CLEO.user(), "tada", ANN.user(), ts(-9)),
                        new MessagePinned(KEY, ts(-9), BEN.user(), ts(-9)));
    }

    @Test
    void archivedChannelShouldTakeItsMessages() {
        channel.given(new ChannelArchived(KEY, ANN.user(), null))
                .when(batch(message(ts(-9), null)))
                .expectEvents(imported(ts(-9), null));
    }

    @Test
    void onlyTheOperatorShouldImport() {
        channel.when(new ImportMessages(KEY, List.of(), ADMIN)).expectRefusal(ErrorCode.NO_PERMISSION);
    }

    private static ImportMessages batch(ImportedMessage... messages) {
        return new ImportMessages(KEY, List.of(messages), Actor.OPERATOR);
    }

    private static ImportedMessage message(Ts ts, Ts thread) {
        return message(ts, thread, List.of(), null);
    }

    private static ImportedMessage message(Ts ts, Ts thread, List<ImportedReaction> reactions, UserId pinnedBy) {
        return new ImportedMessage(
                ts,
                ANN.user(),
                null,
                null,
                thread,
                false,
                null,
                null,
                null,
                MessageContent.ofText("old"),
                reactions,
                pinnedBy);
    }

    private static MessageImported imported(Ts ts, Ts thread) {
        return new MessageImported(
                KEY, ts, ANN.user(), null, null, thread, false, null, null, null, MessageContent.ofText("old"));
    }
}
