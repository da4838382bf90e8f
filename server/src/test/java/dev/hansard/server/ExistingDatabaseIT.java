// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.database.DatabaseSettings;
import dev.hansard.server.database.EmbeddedDatabase;
import dev.hansard.server.folder.DataFolder;
import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.TestFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Servers on databases that exist already. */
class ExistingDatabaseIT {
    private static final String GENERAL = "C0GENERAL00";

    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() {
        var settings = new DatabaseSettings(
                DataSize.ofMegabytes(64),
                DataSize.ofMegabytes(32),
                DataSize.ofMegabytes(16),
                200,
                Duration.ofSeconds(20),
                TestFolders.databasePrograms());
        database = EmbeddedDatabase.start(DataFolder.open(TestFolders.create("existing")), settings);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void keepsTheRecordThereAndStartsNone() throws Exception {
        Path data = TestFolders.create("one-shard");
        Path password = Files.writeString(data.resolve("password"), database.password() + "\n");
        var plan = ServerProcess.on(data)
                .with(
                        "--db-url",
                        url("one"),
                        "--db-user",
                        database.username(),
                        "--db-password-file",
                        password.toString());
        try (var server = plan.start()) {
            server.api("max").post(GENERAL, "in an existing database");

            assertThat(server.api("mina").texts(GENERAL)).contains("in an existing database");
            assertThat(server.databases()).isEmpty();
            assertThat(data.resolve("mariadb/data")).doesNotExist();
        }
    }

    @Test
    void spreadsOverTheShardsThatTheSettingsName() throws Exception {
        Path data = TestFolders.create("two-shards");
        Path config = Files.writeString(data.resolve("shards.yml"), """
                hansard.store.shards:
                  - {url: "%s", username: "%s", password: "%s", region: north}
                  - {url: "%s", username: "%s", password: "%s", region: south}
                """.formatted(
                        url("north"),
                        database.username(),
                        database.password(),
                        url("south"),
                        database.username(),
                        database.password()));
        try (var server =
                ServerProcess.on(data).with("--config", config.toString()).start()) {
            server.api("max").post(GENERAL, "on one of two");

            assertThat(server.command("status").output()).contains("north", "south");
        }
    }

    @Test
    void saysWhatIsWrongWithADatabaseThatDoesNotAnswer() {
        var plan = ServerProcess.on(TestFolders.create("no-database"))
                .with("--db-url", "jdbc:mysql://127.0.0.1:9/none?connectTimeout=1000");
        try (var server = plan.startAnyhow()) {
            assertThat(server.awaitEnd()).isEqualTo(1);
            assertThat(server.output()).contains("hansard: ").doesNotContain("\tat ");
        }
    }

    private static String url(String schema) throws Exception {
        try (var connection = DriverManager.getConnection(database.url(), database.username(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS " + schema + " CHARACTER SET utf8mb4");
        }
        return database.url().replace("/hansard?", "/" + schema + "?");
    }
}
