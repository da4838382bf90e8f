// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.Erasure;
import dev.hansard.api.ErasureReason;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.MessageEvents.MessageErased;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceEvents.WorkspaceFounded;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.content.KeyDatabase;
import dev.hansard.testing.TestDatabase;
import dev.hansard.testing.TestRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a database that keeps a binary log still has of content that was erased. */
class BinlogErasureIT {
    private static final WorkspaceId T1 = new WorkspaceId("T1");
    private static final ChannelKey CHANNEL = ChannelKey.of("T1", "CBINLOG");
    private static final UserId ANN = new UserId("U1");
    private static final String WORD = "Grottenolmgulasch";

    @TempDir
    Path folder;

    @Test
    void filesAndBinlogShouldHoldNoContentAndNoKeysThatOpenOnceTheKeysAreRotated() throws Exception {
        TestDatabase.WithBinlog server = TestDatabase.freshWithBinlog();
        var settings = StoreSettings.of(List.of(server.database()));
        Path master = folder.resolve("master-key");
        String keys = KeyDatabase.beside(server.database().url());
        try (TestRecord record = TestRecord.sealed(settings, master)) {
            record.append(new WorkspaceFounded(T1, "Acme", "acme", 1), posted(1), posted(2));
            // As a binlog has them for ever: the keys before the erasure.
            sql(keys, "CREATE TABLE group_before SELECT * FROM content_key");
            sql(keys, "CREATE TABLE workspace_before SELECT * FROM workspace_key");
            record.append(new MessageErased(
                    CHANNEL,
                    new Ts(1),
                    ANN,
                    List.of(0L),
                    new Erasure(ErasureReason.REQUEST, "DSR-1", UserId.SLACKBOT),
                    new Ts(3)));
            Awaitility.await().until(() -> number(keys, "SELECT SUM(destroyed) FROM content_key") == 1);
            record.keys.rotate(T1);
            record.keys.rotateMaster();
            assertThat(record.all(0).get(2).event().toString()).contains(WORD);
        }

        sql(keys, "FLUSH BINARY LOGS", "FLUSH TABLES");
        assertThat(holding(server.files(), "CBINLOG"))
                .as("what is searched")
                .anyMatch(file -> file.contains("binlog.0"))
                .anyMatch(file -> file.contains("ib_logfile"));
        assertThat(holding(server.files(), WORD)).isEmpty();

        // With the binlog and all files of today in hand, and the erasure undone in the record and in the keys.
        sql(keys, "DELETE FROM content_key", "INSERT INTO content_key SELECT * FROM group_before");
        sql(keys, "DELETE FROM workspace_key", "INSERT INTO workspace_key SELECT * FROM workspace_before");
        sql(server.database().url(), "DELETE FROM event WHERE position > 3", "UPDATE stream_head SET position = 3");
        sql(keys, "UPDATE destruction SET position = 3");
        assertThatThrownBy(() -> {
                    try (TestRecord thief = TestRecord.sealed(settings, master)) {
                        assertThat(thief.all(0).toString()).doesNotContain(WORD);
                    }
                })
                .isInstanceOf(RuntimeException.class)
                .satisfies(e -> assertThat(e.toString()).doesNotContain(WORD));
    }

    private static List<String> holding(Path folder, String word) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, word))
                    .map(Path::toString)
                    .toList();
        }
    }

    private static boolean holds(Path file, String word) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word);
        } catch (java.nio.file.NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(String url, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url, "root", "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void sql(String url, String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection(url, "root", "");
                Statement statement = connection.createStatement()) {
            for (String each : statements) statement.execute(each);
        }
    }

    private static MessagePosted posted(long ts) {
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
                null,
                MessageContent.ofText(WORD + ' ' + ts));
    }
}
