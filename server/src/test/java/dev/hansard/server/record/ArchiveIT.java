// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hansard.server.testing.AdminDoor;
import dev.hansard.server.testing.GoldenQueries;
import dev.hansard.server.testing.HansardCli;
import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.SlackApi;
import dev.hansard.server.testing.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was in a Slack export is what the Web API answers, also when the import was interrupted and repeated. */
class ArchiveIT {
    private static final Path COMMUNITY = GoldenQueries.ARCHIVE;
    /** The test asks faster than people do. */
    private static final String NO_LIMITS = """
            hansard.edge.limits:
              tier1: 10000000
              tier2: 10000000
              tier3: 10000000
              tier4: 10000000
            """;

    /** That it was asked for, and that it was done. */
    private static final int IMPORT_ON_TRAIL = 2;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        Path data = TestFolders.create("archive");
        Path limits = Files.writeString(data.resolve("limits.yml"), NO_LIMITS);
        server = ServerProcess.on(data).with("--config", limits.toString()).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aCommunitysExportShouldReadAsItsArchiveDoesWhenTheServerWasKilledInTheMiddle() throws Exception {
        if (!Files.exists(COMMUNITY)) System.out.println("skipped: there is no archive at " + COMMUNITY);
        assumeTrue(Files.exists(COMMUNITY));
        Archive archive = Archive.read(COMMUNITY);
        assertThat(archive.size()).isEqualTo(36_682);
        assertThat(archive.people()).hasSize(950);

        Process first = importing(archive, "Community", 10_000);
        server.kill();
        assertThat(first.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(first.exitValue()).isNotZero();
        server = server.startAgain();

        JsonNode report = repeated(archive, "Community");
        assertThat(report.path("people").path("inArchive").asInt()).isEqualTo(950);
        assertThat(report.path("channels")).hasSize(2);
        check(archive, report);
        new AdminDoor(server).awaitReadModels();
        var found = GoldenQueries.ask(new AdminDoor(server)
                .api(
                        report.path("workspace").asString(),
                        archive.channels().values().iterator().next().members().getFirst()));
        System.out.printf("golden queries through search.messages, lucene: %s%n", found);
        assertThat(found.missing()).isEmpty();
        assertThat(found.mrr()).isGreaterThan(GoldenQueries.LEAST_MRR);
        System.out.printf("community export, repeated: %s%n", report.path("messages"));
    }

    @Test
    void everyKindOfMessageAndConversationShouldReadAsItsArchiveDoesWhenTheImportWasInterrupted() throws Exception {
        Path file = GeneratedArchive.write(server.data().resolve("generated.zip"), 8_000);
        Archive archive = Archive.read(file);

        Process first = importing(archive, "Generated", 2_000);
        first.destroyForcibly().waitFor();

        check(archive, repeated(archive, "Generated"));
    }

    /** Returns when so many events of a new import are in the record. */
    private static Process importing(Archive archive, String workspace, int events) throws InterruptedException {
        var door = new AdminDoor(server);
        long enough = door.head() + events;
        Process process =
                new HansardCli(server.data()).start("import", archive.file().toString(), "--workspace", workspace);
        while (door.head() < enough) {
            assertThat(process.isAlive()).as("still importing").isTrue();
            Thread.sleep(5);
        }
        return process;
    }

    /** Imports what is left, then once more, which must add nothing but to the trail; answers the last report. */
    private static JsonNode repeated(Archive archive, String workspace) throws InterruptedException {
        JsonNode rest = imported(archive, workspace);
        JsonNode messages = rest.path("messages");
        assertThat(messages.path("imported").asInt()).isBetween(1, archive.size() - 1);
        assertThat(messages.path("imported").asInt()
                        + messages.path("alreadyThere").asInt())
                .isEqualTo(archive.size());

        long head = new AdminDoor(server).head();
        JsonNode again = imported(archive, workspace);
        assertThat(again.path("messages").path("imported").asInt()).isZero();
        assertThat(again.path("messages").path("alreadyThere").asInt()).isEqualTo(archive.size());
        assertThat(again.path("people").path("imported").asInt()).isZero();
        assertThat(new AdminDoor(server).head()).isEqualTo(head + IMPORT_ON_TRAIL);
        return again;
    }

    private static JsonNode imported(Archive archive, String workspace) throws InterruptedException {
        for (int tries = 0; ; tries++) {
            HansardCli.Outcome outcome = new HansardCli(server.data())
                    .run("import", archive.file().toString(), "--workspace", workspace, "--json");
            // The server may still be letting go of the one that was interrupted.
            if (outcome.code() != 0 && outcome.out().isBlank() && tries < 50) {
                Thread.sleep(100);
                continue;
            }
            assertThat(outcome.code()).as(outcome.out()).isZero();
            JsonNode report = JsonMapper.shared().readTree(outcome.out());
            assertThat(report.path("complete").asBoolean()).isTrue();
            assertThat(report.path("skipped")).isEmpty();
            assertThat(report.path("messages").path("inArchive").asInt()).isEqualTo(archive.size());
            return report;
        }
    }

    private static void check(Archive archive, JsonNode report) {
        String workspace = report.path("workspace").asString();
        var door = new AdminDoor(server);
        Map<String, SlackApi> viewers = new HashMap<>();
        int compared = 0;
        for (JsonNode channel : report.path("channels")) {
            Archive.Conversation expected =
                    archive.channels().get(channel.path("folder").asString());
            SlackApi viewer = viewers.computeIfAbsent(expected.members().getFirst(), who -> door.api(workspace, who));
            compared += new ArchiveComparison(viewer, channel.path("id").asString(), expected).compare();
        }
        assertThat(compared).isEqualTo(archive.size());
        SlackApi anyone = viewers.values().iterator().next();
        assertThat(anyone.call("users.list")
                        .path("members")
                        .valueStream()
                        .map(member -> member.path("id").asString())
                        .filter(id -> !id.equals("USLACKBOT")))
                .containsExactlyInAnyOrderElementsOf(archive.people());
    }
}
