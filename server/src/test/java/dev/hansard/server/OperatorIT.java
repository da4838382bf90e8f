// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.SlackApi;
import dev.hansard.server.testing.TestFolders;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operator's commands and endpoints against a real server. */
class OperatorIT {
    private static final String GENERAL = "C0GENERAL00";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = ServerProcess.on(TestFolders.create("operator")).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void statusShowsRolesShardsAndReadModels() {
        var status = server.command("status");

        assertThat(status.code()).isZero();
        assertThat(status.output())
                .contains("command, query, edge, compliance", "timeline", "search", "running")
                .doesNotContain("DOWN", "STOPPED", "FAILING");
    }

    @Test
    void tokenIssuesOneForAnybodyByHandleIdOrAddress() {
        for (String who : new String[] {"mina", "U0MINA00000", "mina@demo.example"}) {
            var token = server.command("token", "--new", "--user", who);

            assertThat(token.code()).as(token.output()).isZero();
            JsonNode self = new SlackApi(server.url(), token.output().strip()).call("auth.test");
            assertThat(self.path("user_id").asString()).isEqualTo("U0MINA00000");
        }
    }

    @Test
    void tokenIssuesBotTokensForBots() {
        var token = server.command("token", "--new", "--user", "botty");

        assertThat(token.output()).startsWith("xoxb-");
    }

    @Test
    void tokenCanBeLimitedToScopes() {
        var token = server.command("token", "--user", "mina", "--scopes", "users:read,team:read");

        JsonNode answer = new SlackApi(server.url(), token.output().strip())
                .call("chat.postMessage", "channel", GENERAL, "text", "no");
        assertThat(answer.path("error").asString()).isEqualTo("missing_scope");
    }

    @Test
    void tokenSaysThatNobodyIsKnown() {
        var token = server.command("token", "--user", "nobody");

        assertThat(token.code()).isEqualTo(1);
        assertThat(token.output()).contains("nobody is known as nobody there");
    }

    @Test
    void replayRebuildsAReadModelThatThenAnswersTheSame() {
        SlackApi max = server.api("max");
        max.post(GENERAL, "before the replay");
        var before = max.call("conversations.history", "channel", GENERAL);

        var replay = server.command("replay", "timeline");

        assertThat(replay.code()).as(replay.output()).isZero();
        assertThat(replay.output()).contains("timeline is rebuilt");
        assertThat(max.call("conversations.history", "channel", GENERAL)).isEqualTo(before);
    }

    @Test
    void replayRebuildsTheSearchIndex() {
        var replay = server.command("replay", "search");

        assertThat(replay.code()).as(replay.output()).isZero();
        assertThat(replay.output()).contains("search is rebuilt");
        assertThat(server.command("status").output()).contains("search").doesNotContain("FAILING");
    }

    @Test
    void replaySaysWhichReadModelsThereAre() {
        var replay = server.command("replay", "nonsense");

        assertThat(replay.code()).isEqualTo(1);
        assertThat(replay.output()).contains("there is no read model nonsense", "timeline");
    }

    @Test
    void importBringsAnArchiveInOnce() throws IOException {
        Path archive = archive();

        var first = server.command("import", archive.toString(), "--workspace", "Archived");
        var second = server.command("import", archive.toString(), "--workspace", "Archived");

        assertThat(first.code()).as(first.output()).isZero();
        assertThat(first.output()).contains("#random", "2 in the archive: 2 imported", "Complete");
        assertThat(second.output()).contains("2 in the archive: 0 imported, 2 already there");
        var token = server.command("token", "--workspace", "Archived", "--user", "ada");
        assertThat(new SlackApi(server.url(), token.output().strip()).texts("C0RANDOM"))
                .containsExactly("first", "second");
        assertThat(server.data().resolve("import")).isEmptyDirectory();
    }

    @Test
    void importStopsWhenItsClientGoesAwayMidway() throws Exception {
        // A body that ends before its announced length is what an interrupted upload looks like.
        try (var socket = new Socket(server.url().getHost(), server.url().getPort())) {
            String head = "PUT /admin/import?workspace=Cut HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
                    + "Authorization: Bearer " + server.operatorToken() + "\r\n\r\nPK";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }
        var deadline = Instant.now().plusSeconds(30);
        while (true) {
            var next = server.command("import", archive().toString(), "--workspace", "AfterTheCut");
            if (next.code() == 0) break;
            assertThat(next.output()).contains("another import is running");
            assertThat(Instant.now()).isBefore(deadline);
        }
    }

    @Test
    void importReportsADamagedArchive() throws IOException {
        Path damaged = Files.writeString(server.data().resolve("damaged.zip"), "not an archive");

        var result = server.command("import", damaged.toString(), "--workspace", "Damaged");

        assertThat(result.code()).isEqualTo(4);
        assertThat(result.output()).contains("NOT COMPLETE", "not a readable ZIP archive");
    }

    @Test
    void theDoorIsClosedWithoutTheOperatorToken() throws Exception {
        assertThat(get("/admin/status", Map.of()).statusCode()).isEqualTo(401);
        assertThat(get("/admin/status", Map.of("Authorization", "Bearer " + server.token("olivia")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aProxyOnThisMachineOpensNothing() throws Exception {
        var operator = "Bearer " + server.operatorToken();

        assertThat(get("/admin/status", Map.of("Authorization", operator, "X-Forwarded-For", "203.0.113.9"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("/actuator/health", Map.of("X-Forwarded-For", "203.0.113.9"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void healthNamesEachDependency() throws Exception {
        JsonNode health =
                JsonMapper.shared().readTree(get("/actuator/health", Map.of()).body());

        assertThat(health.path("status").asString()).isEqualTo("UP");
        assertThat(health.path("components").propertyNames()).contains("database", "projections", "feed");
        assertThat(get("/actuator/health/readiness", Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    void metricsCoverAppends() throws Exception {
        server.api("max").post(GENERAL, "counted");

        assertThat(get("/actuator/prometheus", Map.of()).body())
                .contains("hansard_store_append", "hansard_api_call", "hansard_projection_lag");
    }

    @Test
    void nothingElseOfActuatorIsOpen() throws Exception {
        for (String endpoint : new String[] {"env", "beans", "heapdump", "configprops", "loggers", "shutdown"}) {
            assertThat(get("/actuator/" + endpoint, Map.of()).statusCode())
                    .as(endpoint)
                    .isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(String path, Map<String, String> headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path));
        headers.forEach(request::header);
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static Path archive() throws IOException {
        var files = new TreeMap<String, String>();
        files.put("users.json", """
                [{"id":"U0ADA","name":"ada","real_name":"Ada","profile":{"real_name":"Ada"}}]""");
        files.put("channels.json", """
                [{"id":"C0RANDOM","name":"random","created":1600000000,"creator":"U0ADA","members":["U0ADA"]}]""");
        files.put("random/2020-09-14.json", """
                [{"type":"message","user":"U0ADA","text":"first","ts":"1600041600.000100"},
                 {"type":"message","user":"U0ADA","text":"second","ts":"1600041601.000200"}]""");
        Path archive = server.data().resolve("export.zip");
        try (OutputStream out = Files.newOutputStream(archive);
                var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return archive;
    }
}
