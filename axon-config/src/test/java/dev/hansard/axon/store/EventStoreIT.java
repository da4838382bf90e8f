// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceId;
import dev.hansard.testing.TestDatabase;
import dev.hansard.testing.TestRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStoreIT {
    private static final ChannelKey GENERAL = ChannelKey.of("T1", "C1");
    private static final UserId ANN = new UserId("U1");

    private TestRecord record = TestRecord.with();

    @AfterEach
    void close() {
        record.close();
    }

    @Test
    void readingShouldGiveBackWhatWasAppended() {
        record.append(founded("T1"), posted(GENERAL, 1, "a", null), posted(GENERAL, 2, "b", null));

        List<CommittedEvent> all = record.all(0);
        assertThat(all).extracting(CommittedEvent::position).containsExactly(1L, 2L, 3L);
        assertThat(all).extracting(CommittedEvent::sequence).containsExactly(0L, 0L, 1L);
        assertThat(all.get(2).event()).isEqualTo(posted(GENERAL, 2, "b", null));
        EventLog log = record.stores.log();
        assertThat(log.stream("T1/C1", 1, 10))
                .extracting(CommittedEvent::event)
                .containsExactly(posted(GENERAL, 2, "b", null));
        assertThat(log.aboutMessage(GENERAL, ts(1))).hasSize(1);
        assertThat(log.taken(GENERAL, List.of(ts(1), ts(5)))).containsExactly(ts(1));
        assertThat(log.at(0, List.of(2L, 99L))).containsOnlyKeys(2L);
        assertThat(log.after(0, 0, List.of("T1/C1"), 1))
                .extracting(CommittedEvent::position)
                .containsExactly(2L);
    }

    @Test
    void aProcessThatFreezesInTheMiddleOfACommitShouldNotStopTheOthers() throws Exception {
        var settings = StoreSettings.of(List.of(TestDatabase.fresh()));
        try (TestRecord others = TestRecord.with(settings);
                var frozen = new ShardRegistry(settings);
                Connection connection = frozen.writer(0).getConnection();
                Statement statement = connection.createStatement()) {
            String version = connection.getMetaData().getDatabaseProductVersion();
            if (!version.contains("MariaDB"))
                System.out.println("skipped: MySQL takes a minute for it, by the same settings");
            assumeThat(version).contains("MariaDB");
            statement.executeUpdate("UPDATE stream_head SET position = position + 1 WHERE id = 1");
            others.append(founded("T1"));
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
            assertThat(others.all(0)).extracting(CommittedEvent::position).containsExactly(1L);
        }
    }

    @Test
    void positionsShouldBeGaplessWhenManyAppendAtOnceAndSomeAreRefused() {
        record.append(founded("T1"));
        var futures = new ArrayList<CompletableFuture<Long>>();
        for (int i = 0; i < 200; i++) {
            ChannelKey channel = ChannelKey.of("T1", "C" + (i % 10));
            futures.add(hand(message(posted(channel, i + 1, "m", null), i / 10)));
            if (i >= 190) futures.add(hand(message(posted(channel, i + 1, "again", null), i / 10)));
        }
        long refused = futures.stream().filter(EventStoreIT::failed).count();
        assertThat(refused).isEqualTo(10);
        List<CommittedEvent> all = record.all(0);
        assertThat(all).hasSize(201);
        assertThat(all)
                .extracting(CommittedEvent::position)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 201).mapToObj(i -> (long) i).toList());
    }

    @Test
    void appendShouldBeWholeWhenItTakesSeveralStatements() {
        var events = new ArrayList<DomainEvent>(List.of(founded("T1")));
        for (int i = 0; i < 250; i++) events.add(posted(GENERAL, i + 1, "x".repeat(i % 50 == 0 ? 500_000 : 5), null));
        record.append(events.toArray(DomainEvent[]::new));
        assertThat(record.all(0)).extracting(CommittedEvent::event).isEqualTo(events);
    }

    @Test
    void appendShouldBeRefusedWhenItWouldLeaveAGap() {
        record.append(founded("T1"));
        assertThatThrownBy(() -> hand(message(posted(GENERAL, 1, "x", null), 3)).join())
                .hasCauseInstanceOf(AppendRefused.class)
                .satisfies(e ->
                        assertThat(((AppendRefused) e.getCause()).reason()).isEqualTo(AppendRefused.Reason.CONFLICT));
    }

    @Test
    void appendShouldBeRefusedWhenItWasDecidedOnOneThatFailed() {
        record.append(founded("T1"), posted(GENERAL, 1, "another process was first", null));
        record.memory.get("T1/C1");
        CompletableFuture<Long> lost = hand(message(posted(GENERAL, 2, "lost", null), 0));

        assertThatThrownBy(() -> hand(message(posted(GENERAL, 3, "rests on it, though its sequence fits", null), 1))
                        .join())
                .hasStackTraceContaining("AppendRefused");
        assertThat(failed(lost)).isTrue();
        assertThat(record.all(0)).hasSize(2);
    }

    @Test
    void appendShouldBeRefusedWhenItsOnceKeyIsUsedUp() {
        record.append(founded("T1"), posted(GENERAL, 1, "x", "id-1"));
        assertThatThrownBy(
                        () -> hand(message(posted(GENERAL, 2, "y", "id-1"), 1)).join())
                .satisfies(
                        e -> assertThat(((AppendRefused) e.getCause()).reason()).isEqualTo(AppendRefused.Reason.ONCE));
        CommittedEvent first = record.stores.log().once("T1/C1", OnceKey.clientMessage("U1", "id-1"));
        assertThat(first).isNotNull();
        assertThat(first.position()).isEqualTo(2);
    }

    @Test
    void feedShouldTellOfEveryCommitOnceInOrderWhoeverWroteIt() throws Exception {
        var settings = StoreSettings.of(List.of(TestDatabase.fresh()));
        record.close();
        record = TestRecord.with(settings);
        record.append(founded("T1"));
        try (TestRecord other = TestRecord.with(settings)) {
            var told = new CopyOnWriteArrayList<Long>();
            CommitFeed.Subscription subscription = record.stores
                    .feed()
                    .subscribe((shard, events) -> events.forEach(event -> told.add(event.position())));
            assertThat(subscription.start(0)).isEqualTo(1);
            for (int i = 0; i < 50; i++) {
                TestRecord writer = i % 3 == 0 ? other : record;
                ChannelKey channel = writer == other ? ChannelKey.of("T1", "C2") : GENERAL;
                writer.append(posted(channel, i + 1, "m" + i, null));
            }
            await(() -> told.size() == 50);
            assertThat(told)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(2, 51).mapToObj(i -> (long) i).toList());
        }
    }

    @Test
    void eachWorkspaceShouldLiveOnItsOwnShardOnly() throws Exception {
        var settings = StoreSettings.of(List.of(TestDatabase.fresh("eu"), TestDatabase.fresh("us")));
        record.close();
        record = TestRecord.with(settings);
        record.append(founded("T1"), posted(GENERAL, 1, "eu", null));
        record.append(founded("T2"), posted(ChannelKey.of("T2", "C1"), 1, "us", null));
        int first = record.stores.shards().of(new WorkspaceId("T1")).id();
        int second = record.stores.shards().of(new WorkspaceId("T2")).id();
        assertThat(List.of(first, second)).containsExactlyInAnyOrder(0, 1);
        assertThat(record.all(first)).extracting(CommittedEvent::stream).containsExactly("T1", "T1/C1");
        assertThat(record.all(second)).extracting(CommittedEvent::stream).containsExactly("T2", "T2/C1");
        assertThatThrownBy(() -> record.stores
                        .engine()
                        .appendEvents(List.of(
                                message(posted(GENERAL, 2, "x", null), 1),
                                message(posted(ChannelKey.of("T2", "C1"), 2, "x", null), 1))))
                .isInstanceOf(IllegalStateException.class);
        try (Connection connection =
                        record.stores.shards().shard(second).reader().getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM event WHERE workspace = 'T1'")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void readingShouldLocateAnEventThatWasDamaged() throws Exception {
        record.append(founded("T1"), posted(GENERAL, 1, "x", null));
        try (Connection connection = record.stores.shards().shard(0).reader().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE event SET facts = 'nonsense' WHERE position = 2");
            connection.commit();
        }
        assertThatThrownBy(() -> record.all(0))
                .isInstanceOfSatisfying(
                        UnreadableEvent.class, e -> assertThat(e.position()).isEqualTo(2));
    }

    @Test
    void answersShouldLeaveNothingToRollBack() throws Exception {
        Shards.Shard shard = record.stores.shards().shard(0);
        try (Connection answers = shard.answers().getConnection();
                Connection transactions = shard.reader().getConnection()) {
            assertThat(answers.getAutoCommit()).isTrue();
            assertThat(answers.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            assertThat(transactions.getAutoCommit()).isFalse();
        }
    }

    private CompletableFuture<Long> hand(DomainEventMessage<?> message) {
        record.stores.engine().appendEvents(List.of(message));
        return record.stores.pipeline().takeAppend();
    }

    private static boolean failed(CompletableFuture<Long> future) {
        try {
            future.join();
            return false;
        } catch (CompletionException e) {
            return true;
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) throws Exception {
        for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) TimeUnit.MILLISECONDS.sleep(10);
    }

    private static DomainEventMessage<?> message(MessageEvents.MessagePosted event, long sequence) {
        return new GenericDomainEventMessage<>("test", event.streamId(), sequence, event);
    }

    private static WorkspaceEvents.WorkspaceFounded founded(String id) {
        return new WorkspaceEvents.WorkspaceFounded(new WorkspaceId(id), id, id, 1);
    }

    private static MessageEvents.MessagePosted posted(
            ChannelKey channel, int n, String text, @Nullable String clientMsgId) {
        return new MessageEvents.MessagePosted(
                channel,
                ts(n),
                ANN,
                null,
                null,
                MessageEvents.Kind.PLAIN,
                null,
                false,
                clientMsgId,
                null,
                MessageContent.ofText(text));
    }

    private static Ts ts(int n) {
        return new Ts(1_700_000_000_000_000L + n);
    }
}
