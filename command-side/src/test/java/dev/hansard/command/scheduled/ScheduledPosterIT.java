// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.scheduled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.Command;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.PostScheduledMessage;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.MessageEvents.MessageScheduled;
import dev.hansard.api.MessageEvents.ScheduledMessageCancelled;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.axon.bus.Commands;
import dev.hansard.command.CommandSettings;
import dev.hansard.testing.TestRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduledPosterIT {
    private static final ChannelKey CHANNEL = ChannelKey.of("T1", "C1");
    private static final UserId ANN = new UserId("UANN");

    private final TestRecord record = TestRecord.with(new ScheduledProjection());
    private final FakeCommands commands = new FakeCommands();
    private Instant now = Instant.ofEpochSecond(1_000);
    private final ScheduledPoster poster = new ScheduledPoster(
            commands,
            record.stores.shards(),
            new DueMessages(record.readModels),
            new CommandSettings(Duration.ofSeconds(1), 2),
            ((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @AfterEach
    void close() {
        record.close();
    }

    @Test
    void dueMessagesShouldBePostedLongestDueFirstInBatches() {
        record.append(scheduled("Q1", 900), scheduled("Q2", 800), scheduled("Q3", 1_000), scheduled("Q4", 1_001));
        assertThat(round()).containsExactly("Q2", "Q1");
        record.append(posted("Q2", 1), posted("Q1", 2));
        assertThat(round()).containsExactly("Q3");
        now = now.plusSeconds(1);
        assertThat(round()).containsExactly("Q3", "Q4");
    }

    @Test
    void cancelledMessageShouldBeForgotten() {
        record.append(scheduled("Q1", 900), new ScheduledMessageCancelled(CHANNEL, new Ts(2), "Q1", ANN, null));
        assertThat(round()).isEmpty();
    }

    @Test
    void messageThatFailedShouldWaitAndNotStandInTheWay() {
        record.append(scheduled("Q1", 700), scheduled("Q2", 800), scheduled("Q3", 900));
        commands.failing.addAll(List.of("Q1", "Q2"));
        assertThat(round()).containsExactly("Q1", "Q2");
        assertThat(round()).containsExactly("Q3");
        now = now.plus(ScheduledPoster.PUT_OFF);
        assertThat(round()).containsExactly("Q1", "Q2");
    }

    @Test
    void replayShouldGiveTheSame() {
        record.append(scheduled("Q1", 900), scheduled("Q2", 800), posted("Q2", 3));
        assertThat(round()).containsExactly("Q1");
        record.readModels.replay(ScheduledProjection.NAME, progress -> {});
        assertThat(round()).containsExactly("Q1");
    }

    @Test
    void pollerShouldStartAndStop() throws InterruptedException {
        record.append(scheduled("Q1", 900));
        record.readModels.catchUp(ScheduledProjection.NAME, 0);
        poster.start();
        assertThat(poster.isRunning()).isTrue();
        Instant deadline = Instant.now().plusSeconds(10);
        while (commands.sent().isEmpty() && Instant.now().isBefore(deadline)) Thread.sleep(10);
        poster.stop();
        assertThat(poster.isRunning()).isFalse();
        assertThat(commands.sent()).contains("Q1");
    }

    private List<String> round() {
        record.readModels.catchUp(ScheduledProjection.NAME, 0);
        commands.clear();
        poster.round(record.stores.shards().shard(0));
        return commands.sent();
    }

    private static MessageScheduled scheduled(String id, long at) {
        return new MessageScheduled(
                CHANNEL, new Ts(at), id, ANN, null, null, at, null, false, MessageContent.ofText("later"));
    }

    private static MessagePosted posted(String id, long ts) {
        return new MessagePosted(
                CHANNEL,
                new Ts(ts),
                ANN,
                null,
                null,
                Kind.PLAIN,
                null,
                false,
                null,
                id,
                MessageContent.ofText("later"));
    }

    /** Takes everything, and fails what it is told to. */
    private static final class FakeCommands implements Commands {
        private final Set<String> failing = new HashSet<>();
        private final List<String> sent = new ArrayList<>();

        @Override
        public synchronized <R> CompletableFuture<R> send(Command command, Origin origin) {
            String id = ((PostScheduledMessage) command).scheduled();
            sent.add(id);
            return failing.contains(id)
                    ? CompletableFuture.failedFuture(new Rejection(ErrorCode.SERVICE_UNAVAILABLE))
                    : CompletableFuture.completedFuture(null);
        }

        @Override
        public <R> R sendAndWait(Command command, Origin origin) {
            return this.<R>send(command, origin).join();
        }

        synchronized List<String> sent() {
            return List.copyOf(sent);
        }

        synchronized void clear() {
            sent.clear();
        }
    }
}
