// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.StoreSettings.ShardSettings;
import dev.hansard.testing.TestDatabase;
import dev.hansard.testing.TestRecord;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The database fails in ways that it recovers from, while events are appended: none is lost, doubled or refused. */
class FailoverIT {
    private static final ChannelKey GENERAL = ChannelKey.of("T1", "C1");
    private static TestDatabase.OnItsOwn server;
    private static TestRecord record;
    private static int said;

    @BeforeAll
    static void start() throws SQLException {
        server = TestDatabase.freshOnItsOwn();
        for (String host : List.of("localhost", "127.0.0.1")) {
            execute(
                    "CREATE USER 'plain'@'" + host + "' IDENTIFIED BY 'plain'",
                    "GRANT ALL ON alone.* TO 'plain'@'" + host + "'");
        }
        execute("SET GLOBAL innodb_lock_wait_timeout = 1");
        var plain = new ShardSettings(server.database().url(), "plain", "plain", "local");
        record = TestRecord.with(StoreSettings.of(List.of(plain)));
        record.append(new WorkspaceEvents.WorkspaceFounded(new WorkspaceId("T1"), "T1", "T1", 1));
    }

    @AfterAll
    static void stop() {
        record.close();
    }

    private interface Fault {
        void happen() throws Exception;
    }

    @Test
    void readOnlyServerShouldBeWaitedOutOnNewConnections() throws Exception {
        long before = connectionIds().max().orElseThrow();
        appendDuring(() -> {
            execute("SET GLOBAL read_only = 1");
            TimeUnit.MILLISECONDS.sleep(1_200);
            execute("SET GLOBAL read_only = 0");
        });
        assertThat(connectionIds().max().orElseThrow())
                .as("the newest connection of those who append")
                .isGreaterThan(before);
    }

    @Test
    void lostConnectionsShouldNotLoseOrDoubleEvents() throws Exception {
        appendDuring(() -> {
            for (int i = 0; i < 10; i++) {
                for (long id : connectionIds().toArray()) execute("KILL CONNECTION " + id);
                TimeUnit.MILLISECONDS.sleep(60);
            }
        });
    }

    @Test
    void lockThatIsHeldTooLongShouldBeWaitedFor() throws Exception {
        appendDuring(() -> {
            try (Connection other = connect();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.executeQuery("SELECT position FROM stream_head WHERE id = 1 FOR UPDATE");
                TimeUnit.MILLISECONDS.sleep(1_500);
                other.rollback();
            }
        });
    }

    @Test
    void serverThatHangsForSecondsShouldBeWaitedFor() throws Exception {
        appendDuring(() -> {
            signal("STOP");
            try {
                TimeUnit.SECONDS.sleep(3);
            } finally {
                signal("CONT");
            }
        });
    }

    /** One after another, so that each is acknowledged before the next is tried. */
    private static void appendDuring(Fault fault) throws Exception {
        int first = said;
        var acknowledged = new CopyOnWriteArrayList<String>();
        var failed = new CopyOnWriteArrayList<Throwable>();
        Thread sender = Thread.ofPlatform().start(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    String text = "m" + said++;
                    record.append(posted(said, text));
                    acknowledged.add(text);
                }
            } catch (RuntimeException e) {
                failed.add(e);
            }
        });
        awaitMore(acknowledged, 20);
        fault.happen();
        awaitMore(acknowledged, 20);
        sender.interrupt();
        sender.join();
        assertThat(failed).isEmpty();
        List<CommittedEvent> all = everything();
        assertThat(all)
                .extracting(CommittedEvent::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, all.size()).boxed().toList());
        List<String> texts = new ArrayList<>();
        for (CommittedEvent event : all) {
            if (event.event() instanceof MessageEvents.MessagePosted posted)
                texts.add(posted.content().text());
        }
        assertThat(texts.subList(first, texts.size())).containsExactlyElementsOf(acknowledged);
    }

    /** A reader that was cut off finds that out by the next question. */
    private static List<CommittedEvent> everything() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            try {
                return record.all(0);
            } catch (StoreUnavailable e) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        return record.all(0);
    }

    private static void awaitMore(List<String> acknowledged, int more) throws InterruptedException {
        int enough = acknowledged.size() + more;
        for (int i = 0; i < 3_000 && acknowledged.size() < enough; i++) TimeUnit.MILLISECONDS.sleep(10);
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(enough);
    }

    /** Of those who append and read, without our own. */
    private static LongStream connectionIds() throws SQLException {
        var ids = new ArrayList<Long>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT id FROM information_schema.processlist WHERE user = 'plain'")) {
            while (rows.next()) ids.add(rows.getLong(1));
        }
        return ids.stream().mapToLong(Long::longValue);
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                try {
                    statement.execute(each);
                } catch (SQLException e) {
                    // A connection may be gone before it is killed.
                    if (!each.startsWith("KILL")) throw e;
                }
            }
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(server.database().url(), "boss", "boss");
    }

    private static void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(server.pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    private static MessageEvents.MessagePosted posted(int n, String text) {
        return new MessageEvents.MessagePosted(
                GENERAL,
                new Ts(1_700_000_000_000_000L + n),
                new UserId("U1"),
                null,
                null,
                MessageEvents.Kind.PLAIN,
                null,
                false,
                "id" + n,
                null,
                MessageContent.ofText(text));
    }
}
