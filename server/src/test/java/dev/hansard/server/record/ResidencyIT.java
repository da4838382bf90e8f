// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.axon.store.StoreSettings.ShardSettings;
import dev.hansard.server.testing.AdminDoor;
import dev.hansard.server.testing.HansardCli;
import dev.hansard.server.testing.Histories;
import dev.hansard.server.testing.RtmClient;
import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.SlackApi;
import dev.hansard.server.testing.TestFolders;
import dev.hansard.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A real server over two databases in two regions: every table's every column, the key databases and every file are searched for
 * what was planted in a workspace, before and after the workspace moves to the other region while it is used.
 */
class ResidencyIT {
    private static final String GENERAL = "C0GENERAL00";
    private static final String DEMO = "T0DEMO00000";
    /** The name of a conversation is a fact, which is stored as it is. */
    private static final String FACT = "quastenflosser";

    private static final String ELSEWHERE = "nacktmull";
    private static final String CONTENT = "Seegurkenkompott";

    private final ShardSettings eu = TestDatabase.fresh("eu");
    private final ShardSettings us = TestDatabase.fresh("us");
    private final Path root = TestFolders.create("residency");
    private final Path euFolder = root.resolve("eu");
    private final Path usFolder = root.resolve("us");

    @Test
    void everyByteOfAWorkspaceShouldLieInItsRegionAlsoAfterItMoved() throws Exception {
        Path config = Files.writeString(root.resolve("shards.yml"), """
                hansard:
                  shards.linger: 3s
                  store:
                    shards:
                      - {url: "%s", username: root, region: eu}
                      - {url: "%s", username: root, region: us}
                    regions:
                      eu: {folder: "%s", master-key: "%s"}
                      us: {folder: "%s", master-key: "%s"}
                """.formatted(
                        eu.url(),
                        us.url(),
                        euFolder,
                        euFolder.resolve("master-key"),
                        usFolder,
                        usFolder.resolve("master-key")));
        try (ServerProcess server = ServerProcess.on(root.resolve("data"))
                .with("--config", config.toString())
                .start()) {
            plant(server);
            requireIn(eu, us, euFolder, usFolder, FACT, DEMO);
            requireIn(us, eu, usFolder, euFolder, ELSEWHERE, null);

            moveWhileItIsUsed(server);
            requireIn(us, eu, usFolder, euFolder, FACT, DEMO);
            requireIn(us, eu, usFolder, euFolder, ELSEWHERE, null);
            assertThat(exports(euFolder)).isEmpty();
            assertThat(exports(usFolder)).isNotEmpty();

            var cli = new HansardCli(root.resolve("data"));
            // It would happen within the hour.
            assertThat(cli.run("index", "purge").code()).isZero();
            assertThat(files(euFolder, CONTENT.toLowerCase(Locale.ROOT))).isEmpty();
            assertThat(files(euFolder, CONTENT)).isEmpty();
            assertThat(files(usFolder, CONTENT)).as("in the export").isNotEmpty();

            HansardCli.Outcome verified = cli.run("verify", "--record");
            assertThat(verified.code()).as(verified.out()).isZero();
            HansardCli.Outcome inspected = cli.run("status", "--inspect");
            assertThat(inspected.code()).as(inspected.out()).isZero();
            assertThat(cli.run("shard", "move", DEMO, "--to", "0").code())
                    .as("a workspace does not leave its region unasked")
                    .isEqualTo(1);
        }
    }

    private void plant(ServerProcess server) throws Exception {
        SlackApi max = server.api("max");
        for (int i = 0; i < 50; i++) max.post(GENERAL, CONTENT + " " + i);
        JsonNode made = max.call("conversations.create", "name", FACT);
        assertThat(made.path("ok").asBoolean()).as("%s", made).isTrue();
        Path archive = archive();
        var cli = new HansardCli(root.resolve("data"));
        HansardCli.Outcome imported = cli.run("import", archive.toString(), "--workspace", "Usonia", "--region", "us");
        assertThat(imported.code()).as(imported.out()).isZero();
        new AdminDoor(server).awaitReadModels();
        assertThat(found(max)).isNotEmpty();
        HansardCli.Outcome exported = cli.run(
                "export", "--workspace", DEMO, "--out", root.resolve("mine.zip").toString());
        assertThat(exported.code()).as(exported.out()).isZero();
        assertThat(exports(euFolder)).isNotEmpty();
        assertThat(exports(usFolder)).isEmpty();
    }

    /** Nobody who posts is refused, and who listens misses nothing. */
    private void moveWhileItIsUsed(ServerProcess server) throws Exception {
        var going = new AtomicBoolean(true);
        var posted = new ArrayList<String>();
        SlackApi max = server.api("max");
        Thread poster = Thread.ofVirtual().start(() -> {
            for (int i = 0; going.get(); i++) posted.add(patiently(max, "during " + i));
        });
        var seen = new ArrayList<String>();
        String cursor = null;
        RtmClient reader = RtmClient.open(server.api("mina"));
        reader.await("hello");
        HansardCli.Outcome moved =
                new HansardCli(root.resolve("data")).run("shard", "move", DEMO, "--to", "1", "--change-region");
        assertThat(moved.code()).as(moved.out() + server.output()).isZero();
        going.set(false);
        poster.join();
        max.post(GENERAL, "all are in");
        while (!seen.contains("all are in")) {
            JsonNode frame = reader.next(java.time.Duration.ofMillis(500));
            if (frame == null && !reader.closed().isDone()) continue;
            if (frame == null) {
                assertThat(reader.closed().getNow(0)).isEqualTo(1001);
                reader = RtmClient.open(server.api("mina"), cursor, false);
                assertThat(reader.await("hello").path("cursor").asString()).isNotEmpty();
                continue;
            }
            assertThat(frame.path("type").asString()).isNotEqualTo("resume_failed");
            if (frame.has("cursor")) cursor = frame.path("cursor").asString();
            if (frame.path("type").asString().equals("message"))
                seen.add(frame.path("text").asString());
        }
        reader.close();
        List<String> during =
                seen.stream().filter(text -> text.startsWith("during")).toList();
        assertThat(during).doesNotHaveDuplicates();
        assertThat(during).hasSizeGreaterThanOrEqualTo(posted.size() - 1).isNotEmpty();
        List<String> history = Histories.history(server.api("olivia"), GENERAL).stream()
                .map(message -> message.path("ts").asString())
                .toList();
        assertThat(history).doesNotHaveDuplicates().containsAll(posted);
        assertThat(found(max)).hasSize(50);
        new AdminDoor(server).awaitReadModels();
    }

    /** As a client does it: one that is told to wait says the same again. */
    private static String patiently(SlackApi api, String text) {
        while (true) {
            JsonNode answer =
                    api.call("chat.postMessage", "channel", GENERAL, "text", text, "client_msg_id", "id of " + text);
            if (answer.path("ok").asBoolean()) return answer.path("ts").asString();
            String error = answer.path("error").asString();
            assertThat(error).isIn("ratelimited", "service_unavailable");
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static List<String> found(SlackApi api) {
        JsonNode answer = api.call("search.messages", "query", CONTENT, "count", "100");
        assertThat(answer.path("ok").asBoolean()).as("%s", answer).isTrue();
        return answer.path("messages")
                .path("matches")
                .valueStream()
                .map(match -> match.path("ts").asString())
                .toList();
    }

    /** @param workspace whose rows must be here and not there, beside the directory of placements; null to look at the fact only */
    private void requireIn(
            ShardSettings here, ShardSettings there, Path hereFolder, Path thereFolder, String fact, String workspace)
            throws Exception {
        assertThat(tables(here, fact)).isNotEmpty();
        assertThat(tables(there, fact)).isEmpty();
        if (workspace != null) {
            assertThat(tables(here, workspace + "/")).isNotEmpty();
            // What remains of a workspace that left: where its events were, and that it left.
            assertThat(tables(there, workspace + "/")).isSubsetOf("event");
            assertThat(count(
                            there,
                            "SELECT COUNT(*) FROM event WHERE workspace = '" + workspace
                                    + "' AND type NOT IN ('event.departed', 'workspace.moved', 'workspace.cleared')"))
                    .isZero();
            assertThat(count(
                            here,
                            "SELECT COUNT(*) FROM " + keys(here) + ".content_key WHERE workspace = '" + workspace
                                    + "'"))
                    .isPositive();
            assertThat(count(
                            there,
                            "SELECT COUNT(*) FROM " + keys(there) + ".content_key WHERE workspace = '" + workspace
                                    + "'"))
                    .isZero();
            assertThat(count(
                            there,
                            "SELECT COUNT(*) FROM " + keys(there) + ".workspace_key WHERE workspace = '" + workspace
                                    + "'"))
                    .isZero();
        }
        assertThat(files(thereFolder, fact)).isEmpty();
        assertThat(hereFolder.resolve("search")).isDirectory();
        assertThat(hereFolder.resolve("proofs")).isDirectory();
        assertThat(root.resolve("data/search"))
                .satisfiesAnyOf(
                        folder -> assertThat(folder).doesNotExist(),
                        folder -> assertThat(folder).isEmptyDirectory());
        assertThat(exports(root.resolve("data"))).isEmpty();
    }

    /** The tables of the database in which a column of a row holds the text. */
    private static TreeSet<String> tables(ShardSettings shard, String text) throws SQLException {
        var found = new TreeSet<String>();
        try (Connection connection = connect(shard);
                Statement statement = connection.createStatement()) {
            var columns = new ArrayList<String[]>();
            try (ResultSet row = statement.executeQuery("SELECT table_name, column_name FROM information_schema.columns"
                    + " WHERE table_schema = DATABASE()")) {
                while (row.next()) columns.add(new String[] {row.getString(1), row.getString(2)});
            }
            for (String[] column : columns) {
                try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM `" + column[0] + "` WHERE CAST(`"
                        + column[1] + "` AS BINARY) LIKE '%" + text + "%'")) {
                    row.next();
                    if (row.getLong(1) > 0) found.add(column[0]);
                }
            }
        }
        return found;
    }

    private static long count(ShardSettings shard, String sql) throws SQLException {
        try (Connection connection = connect(shard);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Connection connect(ShardSettings shard) throws SQLException {
        return DriverManager.getConnection(shard.url(), shard.username(), shard.password());
    }

    private static String keys(ShardSettings shard) throws SQLException {
        try (Connection connection = connect(shard)) {
            return connection.getCatalog() + "_keys";
        }
    }

    private static List<Path> files(Path folder, String text) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> content(file).contains(text))
                    .toList();
        }
    }

    private static List<Path> exports(Path folder) throws IOException {
        if (!Files.isDirectory(folder.resolve("exports"))) return List.of();
        try (Stream<Path> all = Files.walk(folder.resolve("exports"))) {
            return all.filter(file -> file.toString().endsWith(".zip")).toList();
        }
    }

    /** What is packed is looked into. */
    private static String content(Path file) {
        try {
            if (!file.toString().endsWith(".zip")) return Files.readString(file, StandardCharsets.ISO_8859_1);
            var all = new StringBuilder();
            try (var zip = new ZipFile(file.toFile())) {
                for (ZipEntry entry : zip.stream().toList()) {
                    all.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A workspace of one channel and one message. */
    private Path archive() throws IOException {
        Path file = root.resolve("usonia.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            entry(zip, "users.json", """
                    [{"id":"U0USONIAN01","team_id":"T0USONIA001","name":"frank","profile":{"real_name":"Frank"}}]""");
            entry(zip, "channels.json", """
                    [{"id":"C0USONIA001","name":"%s","created":1600000000,"creator":"U0USONIAN01",
                      "members":["U0USONIAN01"]}]""".formatted(ELSEWHERE));
            entry(zip, ELSEWHERE + "/2020-09-13.json", """
                    [{"type":"message","user":"U0USONIAN01","text":"from the other region","ts":"1600000001.000100"}]""");
        }
        return file;
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
