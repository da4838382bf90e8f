// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hansard.server.testing.AdminDoor;
import dev.hansard.server.testing.HansardCli;
import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.SlackApi;
import dev.hansard.server.testing.TestFolders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports of a real server, through its doors: asked for, interrupted, fetched, read back. */
class ExportIT {
    private static final Path COMMUNITY = Path.of(
                    System.getProperty("hansard.root", ".."), "..", "shared", "data", "community-slack-export.zip")
            .toAbsolutePath()
            .normalize();
    private static final List<String> FORMATS =
            List.of("jsonl", "slack", "slack-uploads", "rsmf", "eml", "actiance", "csv", "concordance", "edrm");
    private static final String NO_LIMITS = """
            hansard.edge.limits:
              tier1: 10000000
              tier2: 10000000
              tier3: 10000000
              tier4: 10000000
            """;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static ServerProcess server;
    private static Path data;

    @BeforeAll
    static void start() throws IOException {
        data = TestFolders.create("export");
        Path limits = Files.writeString(data.resolve("limits.yml"), NO_LIMITS);
        server = ServerProcess.on(data).with("--config", limits.toString()).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anExportReadBackByTheImportShouldBeTheSameHistory() throws Exception {
        Path file = GeneratedArchive.write(data.resolve("generated.zip"), 3_000);
        readBack(Archive.read(file), "Generated");
    }

    @Test
    void aCommunitysExportReadBackShouldBeTheSameHistoryEveryFormatWholeAndOneThatWasKilledShouldGoOn()
            throws Exception {
        if (!Files.exists(COMMUNITY)) System.out.println("skipped: there is no archive at " + COMMUNITY);
        assumeTrue(Files.exists(COMMUNITY));
        Archive archive = Archive.read(COMMUNITY);
        readBack(archive, "Community");
        everyFormat(archive);
        killed();
    }

    /** All at once; the server makes a few at a time. */
    private static void everyFormat(Archive archive) throws Exception {
        Map<String, String> ids = new LinkedHashMap<>();
        for (String format : FORMATS) ids.put(format, asked(order("Community", format)));
        for (var each : ids.entrySet()) {
            JsonNode job = ended(each.getValue());
            assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("done");
            Path file = data.resolve("exports").resolve(each.getValue() + ".zip");
            JsonNode total = report(file).path("total");
            assertThat(total.path("exported").asInt()).as(each.getKey()).isEqualTo(archive.size());
            assertThat(total.path("failed").asInt()).isZero();
            System.out.printf("%s: %,d bytes%n", each.getKey(), Files.size(file));
        }
    }

    /** Dies in the middle; goes on from there, with the same bytes as one that was left in peace. */
    private static void killed() throws Exception {
        String order = order("Community", "csv");
        String id = asked(order);
        Path point = data.resolve("exports/staging").resolve(id).resolve("restart.json");
        while (!Files.exists(point)) {
            assertThat(state(id).path("state").asString()).isIn("queued", "running");
            Thread.sleep(1);
        }

        server.kill();
        server = server.startAgain();

        JsonNode resumed = ended(id);
        assertThat(resumed.path("state").asString()).as(resumed.toString()).isEqualTo("done");
        assertThat(server.output()).contains("An export goes on after");
        assertThat(ended(asked(order)).path("sha256")).isEqualTo(resumed.path("sha256"));
        assertThat(data.resolve("exports/staging")).isEmptyDirectory();
        ranges(id, resumed);
        JsonNode deleted = json(request("/admin/exports/" + id).DELETE());
        assertThat(deleted.path("state").asString()).isEqualTo("deleted");
        assertThat(data.resolve("exports").resolve(id + ".zip")).doesNotExist();
    }

    private static String order(String workspace, String format) throws Exception {
        return JsonMapper.shared()
                .createObjectNode()
                .put("workspace", workspace)
                .put("format", format)
                .put("position", new AdminDoor(server).head())
                .toString();
    }

    private static String asked(String order) throws Exception {
        return json(request("/admin/exports").POST(BodyPublishers.ofString(order)))
                .path("id")
                .asString();
    }

    private static JsonNode state(String id) throws Exception {
        return json(request("/admin/exports/" + id).GET());
    }

    @Test
    void aConversationShouldBeShownAsSomebodySawItThen() throws Exception {
        new PastHistories(
                        server, order -> json(request("/admin/views").POST(BodyPublishers.ofString(order.toString()))))
                .check();
    }

    private static void ranges(String id, JsonNode job) throws Exception {
        HttpResponse<byte[]> part = HTTP.send(
                request("/admin/exports/" + id + "/file")
                        .header("Range", "bytes=100-199")
                        .GET()
                        .build(),
                BodyHandlers.ofByteArray());
        byte[] whole = Files.readAllBytes(data.resolve("exports").resolve(id + ".zip"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, 100, 200));
        assertThat(whole.length).isEqualTo(job.path("size").asInt());
        HttpResponse<String> nobody = HTTP.send(
                HttpRequest.newBuilder(server.url().resolve("/admin/exports/" + id + "/file"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(nobody.statusCode()).isEqualTo(401);
    }

    /** Imports, exports, imports what was exported, and holds that against the first archive. */
    private static void readBack(Archive archive, String workspace) throws Exception {
        imported(archive.file(), workspace);
        Path out = data.resolve("slack-" + workspace + ".zip");
        HansardCli.Outcome outcome = cli("--workspace", workspace, "--format", "slack", "--out", out.toString());
        assertThat(outcome.code()).as(outcome.out()).isZero();
        verified(out);
        Path inner = data.resolve("inner-" + workspace + ".zip");
        try (var zip = new ZipFile(out.toFile())) {
            var entry = zip.stream()
                    .filter(each -> each.getName().endsWith("data/slack-export.zip"))
                    .findFirst()
                    .orElseThrow();
            Files.copy(zip.getInputStream(entry), inner);
        }
        JsonNode report = imported(inner, workspace + " again");
        assertThat(report.path("skipped")).isEmpty();
        assertThat(report.path("messages").path("imported").asInt()).isEqualTo(archive.size());
        var door = new AdminDoor(server);
        Archive exported = Archive.read(inner);
        int compared = 0;
        for (JsonNode channel : report.path("channels")) {
            Archive.Conversation same =
                    exported.channels().get(channel.path("folder").asString());
            Archive.Conversation expected = archive.channels().values().stream()
                    .filter(each ->
                            each.messages().keySet().equals(same.messages().keySet()))
                    .findFirst()
                    .orElseThrow();
            SlackApi viewer = door.api(
                    report.path("workspace").asString(), expected.members().getFirst());
            compared += new ArchiveComparison(viewer, channel.path("id").asString(), expected).compare();
        }
        assertThat(compared).isEqualTo(archive.size());
    }

    /** Needs nothing but the export and the keys. */
    private static void verified(Path export) throws IOException {
        Path keys = export.resolveSibling("keys.txt");
        try (var zip = new ZipFile(export.toFile())) {
            var entry = zip.stream()
                    .filter(each -> each.getName().endsWith("/proofs/verifier-keys.txt"))
                    .findFirst()
                    .orElseThrow();
            Files.write(keys, zip.getInputStream(entry).readAllBytes());
        }
        var outcome = new HansardCli(data).run("verify", export.toString(), "--key", keys.toString());
        assertThat(outcome.code()).as(outcome.out()).isZero();
    }

    private static JsonNode imported(Path file, String workspace) {
        HansardCli.Outcome outcome =
                new HansardCli(data).run("import", file.toString(), "--workspace", workspace, "--json");
        assertThat(outcome.code()).as(outcome.out()).isZero();
        return JsonMapper.shared().readTree(outcome.out());
    }

    private static HansardCli.Outcome cli(String... arguments) {
        return new HansardCli(data).run("export", new ArrayList<>(List.of(arguments)).toArray(String[]::new));
    }

    private static JsonNode report(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            var entry = zip.stream()
                    .filter(each -> each.getName().endsWith("/report/processing.json"))
                    .findFirst()
                    .orElseThrow();
            return JsonMapper.shared().readTree(zip.getInputStream(entry).readAllBytes());
        }
    }

    private static JsonNode ended(String id) throws Exception {
        Instant patience = Instant.now().plusSeconds(120);
        while (true) {
            JsonNode job = json(request("/admin/exports/" + id).GET());
            String state = job.path("state").asString();
            if (!state.equals("queued") && !state.equals("running")) return job;
            if (Instant.now().isAfter(patience)) throw new AssertionError("does not end: " + job);
            Thread.sleep(50);
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + server.operatorToken());
    }

    private static JsonNode json(HttpRequest.Builder request) throws Exception {
        return JsonMapper.shared()
                .readTree(HTTP.send(request.build(), BodyHandlers.ofString()).body());
    }
}
