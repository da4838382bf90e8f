// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.StoreSettings;
import dev.hansard.testing.TestDatabase;
import dev.hansard.testing.TestRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProjectionsIT {
    private final StoreSettings settings = StoreSettings.of(List.of(TestDatabase.fresh()));
    private final Counting counting = new Counting(1);
    private TestRecord record = TestRecord.with(settings, counting);

    @AfterEach
    void close() {
        record.close();
    }

    @Test
    void readModelShouldIncludeEverythingCommittedBeforeItIsAsked() throws Exception {
        for (int i = 1; i <= 50; i++) {
            post("C1", i);
            record.readModels.catchUp("counting", 0);
            assertThat(counts()).containsEntry("T1/C1", i);
        }
    }

    @Test
    void readModelShouldGoOnWhereItWasWhenItIsStartedAgain() throws Exception {
        post("C1", 1);
        record.readModels.catchUp("counting", 0);
        record.close();
        record = TestRecord.with(settings, counting);
        post("C2", 2);
        record.readModels.catchUp("counting", 0);
        assertThat(counts()).containsEntry("T1/C1", 1).containsEntry("T1/C2", 1);
    }

    @Test
    void onlyTheStreamAtFaultShouldWaitWhenAnEventCannotBeTaken() throws Exception {
        counting.refused.add(ts(2));
        post("C1", 1);
        post("C1", 2);
        post("C1", 3);
        post("C2", 4);
        record.readModels.catchUp("counting", 0);
        assertThat(counts()).containsEntry("T1/C1", 1).containsEntry("T1/C2", 1);
        assertThat(record.readModels.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.stream()).isEqualTo("T1/C1");
            assertThat(letter.position()).isEqualTo(2);
            assertThat(letter.waiting()).isEqualTo(1);
            assertThat(letter.cause()).contains("refused on purpose");
        });
        assertThat(record.readModels.retryDeadLetters("counting")).isEqualTo(2);

        counting.refused.clear();
        assertThat(record.readModels.retryDeadLetters("counting")).isZero();
        post("C1", 5);
        record.readModels.catchUp("counting", 0);
        assertThat(counts()).containsEntry("T1/C1", 4);
        assertThat(record.readModels.deadLetters()).isEmpty();
    }

    @Test
    void noEventShouldBeBlamedWhenTheConnectionIsLost() throws Exception {
        counting.killing.set(true);
        post("C1", 1);
        for (int i = 0; i < 200 && counting.killing.get(); i++) Thread.sleep(25);
        for (int i = 0; i < 20 && !counts().containsKey("T1/C1"); i++) record.readModels.catchUp("counting", 0);
        assertThat(counts()).containsEntry("T1/C1", 1);
        assertThat(record.readModels.deadLetters()).isEmpty();
    }

    @Test
    void unreadableEventShouldBeSetAsideAndTheRestTaken() throws Exception {
        post("C1", 1);
        post("C2", 2);
        post("C3", 3);
        record.readModels.catchUp("counting", 0);
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE event SET facts = 'x' WHERE position = 2");
            connection.commit();
        }
        record.readModels.replay("counting", progress -> {});
        assertThat(counts()).containsOnlyKeys("T1/C1", "T1/C3");
        assertThat(record.readModels.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.position()).isEqualTo(2));
    }

    @Test
    void replayShouldServeTheOldTablesUntilTheNewOnesAreFull() throws Exception {
        for (int i = 1; i <= 20; i++) post("C" + i % 3, i);
        record.readModels.catchUp("counting", 0);
        var before = counts();
        String old = record.readModels.table("counting", 0, "count");
        record.readModels.replay("counting", progress -> {});
        assertThat(record.readModels.table("counting", 0, "count")).isNotEqualTo(old);
        assertThat(counts()).isEqualTo(before);
        post("C1", 99);
        record.readModels.catchUp("counting", 0);
        assertThat(counts()).containsEntry("T1/C1", before.get("T1/C1") + 1);
        assertThat(record.readModels.status()).singleElement().satisfies(status -> {
            assertThat(status.generation()).isEqualTo(2);
            assertThat(status.lag()).isZero();
        });
    }

    @Test
    void newVersionShouldBeBuiltFromTheFirstEvent() throws Exception {
        post("C1", 1);
        record.readModels.catchUp("counting", 0);
        record.close();
        record = TestRecord.with(settings, new Counting(2));
        record.readModels.catchUp("counting", 0);
        assertThat(record.readModels.table("counting", 0, "count")).endsWith("_g2");
        assertThat(counts()).containsEntry("T1/C1", 1);
    }

    @Test
    void onlyOneProcessShouldWriteAReadModel() throws Exception {
        try (TestRecord other = TestRecord.with(settings, new Counting(1))) {
            for (int i = 1; i <= 30; i++) post("C1", i);
            record.readModels.catchUp("counting", 0);
            assertThat(counts()).containsEntry("T1/C1", 30);
            assertThat(other.readModels.position("counting", 0)).isLessThanOrEqualTo(30);
        }
    }

    private void post(String channel, int n) {
        record.append(new MessageEvents.MessagePosted(
                ChannelKey.of("T1", channel),
                ts(n),
                new UserId("U1"),
                null,
                null,
                MessageEvents.Kind.PLAIN,
                null,
                false,
                null,
                null,
                MessageContent.ofText("m" + n)));
    }

    private static Ts ts(int n) {
        return new Ts(1_700_000_000_000_000L + n);
    }

    private Connection connection() throws SQLException {
        return record.stores.shards().shard(0).reader().getConnection();
    }

    private TreeMap<String, Integer> counts() throws SQLException {
        var counts = new TreeMap<String, Integer>();
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT stream, events FROM " + record.readModels.table("counting", 0, "count"))) {
            while (rows.next()) counts.put(rows.getString(1), rows.getInt(2));
        }
        return counts;
    }

    /** Counts events by stream; not idempotent by itself, so that a repeated event would be seen. */
    private record Counting(int version, Set<Ts> refused, AtomicBoolean killing) implements Projection {
        Counting(int version) {
            this(version, ConcurrentHashMap.newKeySet(), new AtomicBoolean());
        }

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public List<String> ddl() {
            return List.of("CREATE TABLE ${count} (stream VARCHAR(50) PRIMARY KEY, events INT NOT NULL)");
        }

        @Override
        public void apply(List<CommittedEvent> events, Tables tables, Connection connection) throws SQLException {
            if (killing.getAndSet(false)) {
                connection.abort(Runnable::run);
                throw new SQLException("No operations allowed after statement closed.");
            }
            String sql = "INSERT INTO " + tables.name("count")
                    + " VALUES (?, 1) ON DUPLICATE KEY UPDATE events = events + 1";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                for (CommittedEvent event : new ArrayList<>(events)) {
                    if (event.event() instanceof MessageEvents message && refused.contains(message.ts())) {
                        throw new IllegalStateException("refused on purpose");
                    }
                    insert.setString(1, event.stream());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }
}
