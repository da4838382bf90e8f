// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.preservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.testing.AdminDoor;
import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.TestFolders;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A server is killed while it erases, first under a rule, then what waited for a release. */
class RetentionKillIT {
    private static final int MESSAGES = 1_500;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        Path data = TestFolders.create("retention-kill");
        Path settings = Files.writeString(data.resolve("retention.properties"), """
                hansard.retention.four-eyes=false
                hansard.retention.grace=0s
                hansard.retention.poll=100ms
                """);
        server = ServerProcess.on(data).with("--config", settings.toString()).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void runShouldEraseEachMessageOnceThoughItIsKilled() throws IOException {
        bringIn("Expired");
        long before = new AdminDoor(server).head();

        post("/admin/retention", request("Expired").put("mode", "delete-after").put("days", 30));
        await(() -> new AdminDoor(server).head() > before + MESSAGES / 4);
        server.kill();
        server = server.startAgain();
        assertThat(runs("Expired").path(0).path("run").asString("")).isNotEmpty();
        JsonNode report = report("Expired", "schedule");

        check(report, MESSAGES, 0);
        assertThat(runs("Expired").size()).as("one run, before and after").isOne();
    }

    @Test
    void releaseShouldEraseWhatWaitedThoughItIsKilled() throws IOException {
        bringIn("Held");
        JsonNode hold =
                post("/admin/holds", request("Held").put("name", "matter").put("reason", "subpoena"));
        post("/admin/retention", request("Held").put("mode", "delete-after").put("days", 30));
        check(report("Held", "schedule"), 0, MESSAGES);
        long before = new AdminDoor(server).head();

        post(
                "/admin/holds/" + hold.path("hold").asString() + "/release",
                request("Held").put("reason", "settled"));
        await(() -> new AdminDoor(server).head() > before + MESSAGES / 4);
        server.kill();
        server = server.startAgain();

        check(report("Held", "release"), MESSAGES, 0);
        assertThat(server.command("status", "--inspect").code()).isZero();
    }

    @Test
    void erasureOfAPersonThatWaitedForAHoldShouldBeDoneOnceThoughItIsKilled() throws Exception {
        bringIn("Requested");
        JsonNode hold =
                post("/admin/holds", request("Requested").put("name", "matter").put("reason", "subpoena"));
        String id = post(
                        "/admin/erasures",
                        request("Requested").put("user", "ada").put("authority", "DSR-9"))
                .path("request")
                .asString();
        await(() -> count("person.erasure_finished") > 0);
        assertThat(count("message.erased")).isZero();
        assertThat(waiting()).contains(id);
        long before = new AdminDoor(server).head();

        post(
                "/admin/holds/" + hold.path("hold").asString() + "/release",
                request("Requested").put("reason", "settled"));
        await(() -> new AdminDoor(server).head() > before + MESSAGES / 4);
        server.kill();
        server = server.startAgain();
        await(() -> !waiting().contains(id));

        assertThat(count("message.erased")).isEqualTo(MESSAGES);
        assertThat(count("erasure.fulfilled")).isOne();
        assertThat(server.command("status", "--inspect").code()).isZero();
    }

    private static String waiting() {
        return send("/admin/retention?workspace=Requested", null)
                .path("requests")
                .toString();
    }

    /** Events of the type in the workspace of this test. */
    private static long count(String type) {
        String sql = "SELECT COUNT(*) FROM event WHERE type = ? AND workspace = (SELECT workspace FROM event WHERE"
                + " type = 'workspace.founded' AND facts LIKE '%\"Requested\"%')";
        try (Connection connection = server.connect();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, type);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(JsonNode report, int erased, int held) {
        assertThat(report.path("erased").asInt()).as("%s", report).isEqualTo(erased);
        assertThat(report.path("candidates").asInt()).isEqualTo(erased + held);
        assertThat(report.path("skipped").path("hold").asInt(0)).isEqualTo(held);
        assertThat(report.path("skipped").path("failed").asInt(0)).isZero();
    }

    private static JsonNode report(String workspace, String cause) {
        JsonNode[] found = new JsonNode[1];
        await(() -> {
            for (JsonNode run : runs(workspace)) {
                if (run.path("cause").asString().equals(cause) && run.has("report")) found[0] = run.path("report");
            }
            return found[0] != null;
        });
        return found[0];
    }

    private static JsonNode runs(String workspace) {
        return send("/admin/retention/runs?workspace=" + workspace, null).path("runs");
    }

    private static ObjectNode request(String workspace) {
        return JsonMapper.shared().createObjectNode().put("workspace", workspace);
    }

    private static JsonNode post(String path, ObjectNode body) {
        JsonNode answer = send(path, body);
        assertThat(answer.has("error")).as("%s", answer).isFalse();
        return answer;
    }

    private static JsonNode send(String path, ObjectNode body) {
        var request = HttpRequest.newBuilder(server.url().resolve(path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + server.operatorToken());
        if (body != null) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.toString()));
        }
        try {
            return JsonMapper.shared()
                    .readTree(
                            HTTP.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier done) {
        Instant deadline = Instant.now().plusSeconds(180);
        while (!done.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) throw new AssertionError(server.output());
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A workspace with one channel of messages of the year 2020. */
    private static void bringIn(String workspace) throws IOException {
        var files = new TreeMap<String, String>();
        files.put("users.json", """
                [{"id":"U0ADA","name":"ada","real_name":"Ada","profile":{"real_name":"Ada"}}]""");
        files.put("channels.json", """
                [{"id":"C0RANDOM","name":"random","created":1600000000,"creator":"U0ADA","members":["U0ADA"]}]""");
        var day = JsonMapper.shared().createArrayNode();
        for (int i = 0; i < MESSAGES; i++) {
            day.addObject()
                    .put("type", "message")
                    .put("user", "U0ADA")
                    .put("text", "message " + i)
                    .put("ts", (1_600_041_600 + i) + ".000100");
        }
        files.put("random/2020-09-14.json", day.toString());
        Path archive = server.data().resolve(workspace + ".zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        assertThat(server.command("import", archive.toString(), "--workspace", workspace)
                        .code())
                .isZero();
    }
}
