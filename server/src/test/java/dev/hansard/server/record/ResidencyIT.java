// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.axon.store.StoreSettings.ShardSettings;
import dev.hansard.server.testing.AdminDoor;
import dev.hansard.server.testing.HansardCli;
import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.SlackApi;
import dev.hansard.server.testing.TestFolders;
import dev.hansard.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A real server over two databases and two folders in two regions, with a workspace in each: every column of every table, the
 * keys' databases and every file are searched for what belongs to either, before and after one of them moves to the other region
 * while it is used.
 */
class ResidencyIT {
    private static final String DEMO = "T0DEMO00000";
    private static final String GENERAL = "C0GENERAL00";
    /** Names of conversations are facts, which are stored as they are; of workspaces too. */
    private static final String DEMO_CHANNEL = "quastenflosser";

    private static final String DEMO_TEXT = "Seegurkenkompott";

    private static final String USONIA = "T0USONIA001";
    private static final String USONIA_CHANNEL = "nacktmull";
    private static final List<String> IDS_OF_USONIA = List.of(USONIA, "U0USONIAN01", "C0USONIA001");
    private static final List<String> NAMES_OF_USONIA = List.of("Usonia", "frank", "Frank Lloyd", USONIA_CHANNEL);
    private static final String USONIA_TEXT = "Fallingwater";

    /** Where a placement is written down: ids, numbers and times. */
    private static final List<String> DIRECTORY = List.of("shard_directory", "workspace_move", "workspace_fence");

    private final ShardSettings euDatabase = TestDatabase.fresh("eu");
    private final ShardSettings usDatabase = TestDatabase.fresh("us");
    private final Path root = TestFolders.create("residency");
    private final Path data = root.resolve("data");

    @Test
    void everyByteOfAWorkspaceShouldLieInItsRegionAlsoAfterItMoved() throws Exception {
        try (ServerProcess server =
                ServerProcess.on(data).with("--config", settings().toString()).start()) {
            var door = new AdminDoor(server);
            var cli = new HansardCli(data);
            plant(server, door, cli);
            RegionBytes eu = region("eu", euDatabase);
            RegionBytes us = region("us", usDatabase);
            List<String> written = RegionBytes.ask(
                    euDatabase, "SELECT content FROM event WHERE content IS NOT NULL AND workspace = '" + DEMO + "'");
            List<String> keys = keys(euDatabase, DEMO);
            requireWhole("eu", eu, DEMO, List.of(DEMO_CHANNEL), written, keys);
            for (String any : List.of(DEMO, DEMO_CHANNEL, DEMO_TEXT))
                assertThat(us.places(any)).isEmpty();
            requireNone(us, written, keys);
            requireUsoniaOnly(us, eu);
            assertThat(exports(eu)).hasSize(1);
            assertThat(exports(us)).isEmpty();
            requireNothingElsewhere();

            move(server, door);
            eu = region("eu", euDatabase);
            us = region("us", usDatabase);
            requireWhole("us", us, DEMO, List.of(DEMO_CHANNEL), written, keys(usDatabase, DEMO));
            requireGone(eu, written, keys);
            requireUsoniaOnly(us, eu);
            assertThat(exports(eu)).isEmpty();
            assertThat(exports(us)).hasSize(1);
            requireNothingElsewhere();

            HansardCli.Outcome verified = cli.run("verify", "--record");
            assertThat(verified.code()).as(verified.out()).isZero();
            assertThat(door.post("/admin/shards/move", "workspace", DEMO, "to", 0)
                            .path("error")
                            .asString())
                    .as("a workspace does not leave its region unasked")
                    .isEqualTo("other_region");
        }
    }

    private Path settings() throws IOException {
        return Files.writeString(root.resolve("shards.yml"), """
                hansard:
                  shards.linger: 3s
                  store:
                    shards:
                      - {url: "%1$s", username: root, region: eu}
                      - {url: "%2$s", username: root, region: us}
                    regions:
                      eu: {folder: "%3$s/eu", master-key: "%3$s/eu/master-key"}
                      us: {folder: "%3$s/us", master-key: "%3$s/us/master-key"}
                """.formatted(euDatabase.url(), usDatabase.url(), root));
    }

    private void plant(ServerProcess server, AdminDoor door, HansardCli cli) throws IOException {
        SlackApi max = server.api("max");
        for (int i = 0; i < 30; i++) max.post(GENERAL, DEMO_TEXT + " " + i);
        JsonNode made = max.call("conversations.create", "name", DEMO_CHANNEL);
        assertThat(made.path("ok").asBoolean()).as("%s", made).isTrue();
        HansardCli.Outcome imported =
                cli.run("import", archive().toString(), "--workspace", "Usonia", "--region", "us");
        assertThat(imported.code()).as(imported.out()).isZero();
        door.awaitReadModels();
        assertThat(found(max)).hasSize(30);
        HansardCli.Outcome exported = cli.run(
                "export", "--workspace", DEMO, "--out", root.resolve("mine.zip").toString());
        assertThat(exported.code()).as(exported.out()).isZero();
    }

    /** Nobody who posts is refused, and who listens misses nothing. */
    private void move(ServerProcess server, AdminDoor door) throws InterruptedException {
        try (var use = new UseDuringMove(server, GENERAL)) {
            JsonNode asked = door.post("/admin/shards/move", "workspace", DEMO, "to", 1, "changeRegion", true);
            assertThat(asked.path("error").isMissingNode()).as("%s", asked).isTrue();
            JsonNode move = asked;
            while (!move.path("state").asString("").equals("done")) {
                move = door.get("/admin/shards/workspace?name=" + DEMO).path("move");
                assertThat(move.path("state").asString()).as("%s", move).isNotIn("failed", "stopped");
                Thread.sleep(50);
            }
            use.requireNothingLostOrDoubled();
        }
        door.awaitReadModels();
        assertThat(found(server.api("max"))).hasSize(30);
        // It would happen within the hour.
        assertThat(door.post("/admin/index/purge").has("error")).isFalse();
    }

    /** All that belongs to a workspace is here. */
    private static void requireWhole(
            String name,
            RegionBytes here,
            String workspace,
            List<String> names,
            List<String> written,
            List<String> keys) {
        assertThat(here.places(workspace)).contains("event", "keys.workspace_key", "keys.content_key");
        for (String each : names) assertThat(here.places(each)).contains("event");
        assertThat(written).isNotEmpty();
        for (String each : written) assertThat(here.places(each)).containsExactly("event");
        assertThat(keys).isNotEmpty();
        for (String each : keys) assertThat(here.places(each)).isSubsetOf("keys.workspace_key", "keys.content_key");
        String log = name.equals("eu") ? "proofs/shard-0/" : "proofs/shard-1/";
        assertThat(here.files().keySet())
                .as(name)
                .anyMatch(file -> file.startsWith(log + "tile/"))
                .anyMatch(file -> file.startsWith("search/shard-"))
                .contains("master-key")
                .allMatch(file -> !file.startsWith("proofs/") || file.startsWith(log));
    }

    /** It was never anywhere else: not even a name of it is. */
    private void requireUsoniaOnly(RegionBytes us, RegionBytes eu) throws SQLException {
        List<String> written = RegionBytes.ask(
                usDatabase, "SELECT content FROM event WHERE content IS NOT NULL AND workspace = '" + USONIA + "'");
        List<String> keys = keys(usDatabase, USONIA);
        requireWhole("us", us, USONIA, List.of("Usonia", USONIA_CHANNEL), written, keys);
        requireNone(eu, written, keys);
        for (String id : IDS_OF_USONIA) {
            assertThat(eu.places(id)).isSubsetOf(id.equals(USONIA) ? List.of("shard_directory") : List.of());
        }
        for (String name : NAMES_OF_USONIA) assertThat(eu.places(name)).as(name).isEmpty();
        assertThat(eu.places(USONIA_TEXT)).isEmpty();
        assertThat(eu.places(USONIA_TEXT.toLowerCase(java.util.Locale.ROOT))).isEmpty();
        assertThat(us.places(USONIA_TEXT)).as("it is encrypted").isEmpty();
    }

    /** What is left of a workspace that went: where its events were, when and of which type, which its log says too, and where it is. */
    private void requireGone(RegionBytes eu, List<String> written, List<String> keys) throws SQLException {
        requireNone(eu, written, keys);
        for (String any : List.of(DEMO_CHANNEL, DEMO_TEXT, DEMO_TEXT.toLowerCase(java.util.Locale.ROOT), "during")) {
            assertThat(eu.places(any)).as(any).isEmpty();
        }
        var left = new ArrayList<>(DIRECTORY);
        left.add("event");
        assertThat(besideLog(eu.places(DEMO))).isSubsetOf(left);
        assertThat(besideLog(eu.places(GENERAL))).isSubsetOf("event");
        assertThat(RegionBytes.ask(
                        euDatabase, "SELECT DISTINCT type FROM event WHERE workspace = '" + DEMO + "' ORDER BY type"))
                .containsExactly("event.departed", "workspace.cleared", "workspace.moved");
        assertThat(
                        RegionBytes.ask(
                                euDatabase,
                                "SELECT meta FROM event WHERE type = 'event.departed' AND (content IS NOT NULL OR meta <> '{}')"))
                .isEmpty();
    }

    private static List<String> besideLog(Set<String> places) {
        return places.stream()
                .filter(place -> !place.startsWith("proofs/shard-0/tile/entries/"))
                .toList();
    }

    private static void requireNone(RegionBytes there, List<String> written, List<String> keys) {
        for (String each : written) assertThat(there.places(each)).isEmpty();
        for (String each : keys) assertThat(there.places(each)).isEmpty();
    }

    /** The data folder is of no region: no text, no name, nothing that was indexed, exported or imported. */
    private void requireNothingElsewhere() throws IOException {
        for (Map.Entry<String, String> file : RegionBytes.files(data).entrySet()) {
            assertThat(file.getKey()).matches("(logs|secrets)/.*|lock|output.txt|exports/node");
            assertThat(file.getValue())
                    .as(file.getKey())
                    .doesNotContain(DEMO_TEXT, DEMO_CHANNEL, USONIA_TEXT, USONIA_CHANNEL, "Frank Lloyd");
        }
    }

    private RegionBytes region(String name, ShardSettings database) throws SQLException, IOException {
        return RegionBytes.of(database, root.resolve(name));
    }

    private static List<String> keys(ShardSettings shard, String workspace) throws SQLException {
        var keys = new ArrayList<String>();
        String database = shard.url().replaceAll(".*/|\\?.*", "") + "_keys.";
        for (String table : List.of("workspace_key", "content_key")) {
            keys.addAll(RegionBytes.ask(
                    shard, "SELECT wrapped FROM " + database + table + " WHERE workspace = '" + workspace + "'"));
        }
        return keys;
    }

    private static List<String> exports(RegionBytes region) {
        return region.files().keySet().stream()
                .filter(file -> file.startsWith("exports/") && file.endsWith(".zip"))
                .toList();
    }

    private static List<String> found(SlackApi api) {
        JsonNode answer = api.call("search.messages", "query", DEMO_TEXT, "count", "100");
        assertThat(answer.path("ok").asBoolean()).as("%s", answer).isTrue();
        return answer.path("messages")
                .path("matches")
                .valueStream()
                .map(match -> match.path("ts").asString())
                .toList();
    }

    /** A workspace of one channel and one message. */
    private Path archive() throws IOException {
        Path file = root.resolve("usonia.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            entry(zip, "users.json", """
                    [{"id":"U0USONIAN01","team_id":"%s","name":"frank","profile":{"real_name":"Frank Lloyd"}}]""".formatted(USONIA));
            entry(zip, "channels.json", """
                    [{"id":"C0USONIA001","name":"%s","created":1600000000,"creator":"U0USONIAN01",
                      "members":["U0USONIAN01"]}]""".formatted(USONIA_CHANNEL));
            entry(zip, USONIA_CHANNEL + "/2020-09-13.json", """
                    [{"type":"message","user":"U0USONIAN01","text":"%s","ts":"1600000001.000100"}]""".formatted(USONIA_TEXT));
        }
        return file;
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
