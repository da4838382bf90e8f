// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.TestFolders;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was read is on the trail, whenever the server is killed; and the operator sees all of it. */
class AuditTrailKillIT {
    private static final int READERS = 3;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyReadThatWasAnsweredShouldBeOnTheTrailAfterAKill() throws Exception {
        Path folder = TestFolders.create("audit-kill");
        Path stream = folder.resolve("stream").resolve("audit.jsonl");
        Path settings = Files.writeString(
                Files.createDirectories(folder).resolve("audit.properties"),
                "hansard.edge.limits.tier3=1000000\nhansard.audit.stream.poll=100ms\nhansard.audit.stream.file.path="
                        + stream);
        try (ServerProcess server =
                ServerProcess.on(folder).with("--config", settings.toString()).start()) {
            String token = server.command("token", "--user", "olivia", "--scopes", "auditlogs:read")
                    .output()
                    .strip();
            Set<String> answered = readUntilKilled(server, token);
            try (ServerProcess again = server.startAgain()) {
                List<JsonNode> trail = trail(again);
                var read = new HashSet<String>();
                trail.forEach(
                        entry -> read.add(entry.at("/details/entity_filter").asString("")));
                assertThat(answered).isNotEmpty();
                assertThat(read).containsAll(answered);
                awaitStream(stream, trail);
                checkOperator(again);
            }
        }
    }

    private Set<String> readUntilKilled(ServerProcess server, String token) throws InterruptedException {
        var answered = new ConcurrentLinkedQueue<String>();
        var killed = new AtomicBoolean();
        var readers = new ArrayList<Thread>();
        for (int i = 0; i < READERS; i++) {
            String name = "C" + i + "X";
            readers.add(Thread.ofVirtual().start(() -> {
                for (int n = 0; !killed.get(); n++) {
                    try {
                        if (status(server, "/audit/v1/logs?limit=1&entity=" + name + n, token) == 200) {
                            answered.add(name + n);
                        }
                    } catch (IOException e) {
                        // The kill came between the question and the answer.
                    }
                }
            }));
        }
        while (answered.size() < 50) Thread.sleep(20);
        server.kill();
        killed.set(true);
        for (Thread reader : readers) reader.join();
        return new HashSet<>(answered);
    }

    private int status(ServerProcess server, String path, String token) throws IOException {
        var request = HttpRequest.newBuilder(server.url().resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static List<JsonNode> trail(ServerProcess server) {
        var listed = server.command(
                "audit", "--workspace", "demo", "--action", "audit_logs_records_searched", "--limit", "9000", "--json");
        assertThat(listed.code()).as(listed.output()).isZero();
        return listed.output().lines().map(JsonMapper.shared()::readTree).toList();
    }

    /** At least once: what was sent before the kill may be there twice, and nothing is missing. */
    private static void awaitStream(Path stream, List<JsonNode> trail) throws Exception {
        var due = new HashSet<String>();
        trail.forEach(entry -> due.add(entry.path("id").asString()));
        for (int i = 0; i < 900 && !due.isEmpty(); i++) {
            for (String line : Files.readAllLines(stream)) {
                if (line.endsWith("}")) {
                    due.remove(JsonMapper.shared().readTree(line).path("id").asString());
                }
            }
            if (!due.isEmpty()) Thread.sleep(100);
        }
        assertThat(due).isEmpty();
    }

    private static void checkOperator(ServerProcess server) throws Exception {
        assertThat(server.command("replay", "trail").code()).isZero();
        assertThat(server.command("status", "--inspect").code()).isZero();
        var wrong = HttpRequest.newBuilder(server.url().resolve("/admin/status"))
                .header("Authorization", "Bearer wrong")
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(wrong, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(401);

        var table = server.command("audit");

        assertThat(table.code()).as(table.output()).isZero();
        assertThat(table.output())
                .contains("hansard.replay_started", "hansard.replay_completed", "hansard.record_inspected")
                .contains("hansard.operator_login_failed", "operator", "read_model trail", "REFUSED");
        assertThat(server.command("audit", "--streams").output())
                .contains("file   shard 0")
                .doesNotContain("FAILING");
        assertThat(server.command("audit", "--action", "nonsense").output()).contains("there is no action nonsense");
        assertThat(server.command("audit", "--from", "yesterday").code()).isEqualTo(2);
    }
}
