// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.server.folder.DataFolder;
import dev.hansard.server.testing.TestFolders;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class EmbeddedDatabaseIT {
    private static final DatabaseSettings SMALL = new DatabaseSettings(
            DataSize.ofMegabytes(32),
            DataSize.ofMegabytes(16),
            DataSize.ofMegabytes(16),
            20,
            Duration.ofSeconds(20),
            TestFolders.databasePrograms());

    private final DataFolder folder = DataFolder.open(TestFolders.create("database"));

    @Test
    void keepsWhatWasCommittedOverARestart() throws SQLException {
        try (var database = EmbeddedDatabase.start(folder, SMALL)) {
            write(database, "CREATE TABLE kept (a INT)", "INSERT INTO kept VALUES (42)");
        }
        try (var database = EmbeddedDatabase.start(folder, SMALL)) {
            assertThat(read(database, "SELECT a FROM kept")).isEqualTo("42");
            assertThat(read(database, "SELECT @@transaction_isolation")).isEqualTo("READ-COMMITTED");
            assertThat(read(database, "SELECT @@innodb_flush_log_at_trx_commit"))
                    .isEqualTo("1");
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        try (var database = EmbeddedDatabase.start(folder, SMALL)) {
            for (String user : new String[] {"root", "hansard", ""}) {
                assertThatThrownBy(() -> DriverManager.getConnection(database.url(), user, ""))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("Access denied");
            }
        }
    }

    @Test
    void startsAgainWhenTheProcessIsKilled() throws Exception {
        try (var database = EmbeddedDatabase.start(folder, SMALL)) {
            write(database, "CREATE TABLE kept (a INT)", "INSERT INTO kept VALUES (42)");
            long first = database.pid();

            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            assertThat(eventually(database, "SELECT a FROM kept")).isEqualTo("42");
            assertThat(database.pid()).isNotEqualTo(first);
        }
    }

    @Test
    void stopsTheProcessThatAKilledServerLeftBehind() throws SQLException {
        var abandoned = EmbeddedDatabase.start(folder, SMALL);
        write(abandoned, "CREATE TABLE kept (a INT)", "INSERT INTO kept VALUES (42)");
        var orphan = ProcessHandle.of(abandoned.pid()).orElseThrow();
        assertThat(Orphans.of(folder.database().resolve("data"))).containsExactly(orphan);
        abandoned.forget();

        try (var database = EmbeddedDatabase.start(folder, SMALL)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(read(database, "SELECT a FROM kept")).isEqualTo("42");
        }
        assertThat(Orphans.of(folder.database().resolve("data"))).isEmpty();
    }

    private static String eventually(EmbeddedDatabase database, String sql) throws Exception {
        var deadline = Instant.now().plusSeconds(20);
        while (true) {
            try {
                return read(database, sql);
            } catch (SQLException e) {
                if (Instant.now().isAfter(deadline)) throw e;
                Thread.sleep(50);
            }
        }
    }

    private static void write(EmbeddedDatabase database, String... statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }

    private static String read(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.username(), database.password());
    }
}
