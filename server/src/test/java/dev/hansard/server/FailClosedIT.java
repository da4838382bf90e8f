// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.testing.AdminDoor;
import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.TestFolders;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the record, and so the audit trail, does not take does not happen. */
class FailClosedIT {
    private static final String GENERAL = "C0GENERAL00";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = ServerProcess.on(TestFolders.create("fail-closed")).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void nothingShouldHappenThatTheTrailDoesNotTellOf() throws Exception {
        String said = server.api("max").post(GENERAL, "still here");
        String export = answer("POST", "/admin/exports", body().put("format", "jsonl"))
                .path("id")
                .asString();
        for (int i = 0; i < 600 && !state(export).equals("done"); i++) Thread.sleep(100);
        assertThat(state(export)).isEqualTo("done");
        String hold = answer("POST", "/admin/holds", matter()).path("hold").asString();
        String token = server.token("olivia");

        var actions = new LinkedHashMap<String, ObjectNode>();
        actions.put("POST /admin/exports", body().put("format", "csv"));
        actions.put("GET /admin/exports/" + export + "/file", null);
        actions.put("DELETE /admin/exports/" + export, null);
        actions.put("POST /admin/holds", matter());
        actions.put("POST /admin/holds/" + hold + "/release", body().put("reason", "settled"));
        actions.put("POST /admin/tokens", body().put("user", "mina"));
        actions.put(
                "POST /admin/erasures/message",
                body().put("channel", GENERAL).put("ts", said).put("authority", "DSR-1"));
        actions.put("POST /admin/erasures/person", body().put("user", "botty").put("authority", "DSR-2"));
        actions.put("POST /admin/erasures", body().put("user", "botty").put("authority", "DSR-3"));
        actions.put("POST /admin/retention", body().put("mode", "keep-current"));
        actions.put("POST /admin/keys/rotate", body().put("master", true));
        actions.put("POST /admin/replay/timeline", null);
        actions.put("GET /proofs/message?channel=" + GENERAL + "&ts=" + said, null);
        new AdminDoor(server).awaitReadModels();
        Map<String, String> before = state();

        sql("CREATE TRIGGER refusing BEFORE INSERT ON event FOR EACH ROW"
                + " SIGNAL SQLSTATE '22000' SET MESSAGE_TEXT = 'refused by the test'");
        try {
            actions.forEach((action, body) -> {
                String[] parts = action.split(" ", 2);
                HttpResponse<String> refused = send(parts[0], parts[1], body);
                assertThat(refused.statusCode())
                        .as("%s: %s", action, refused.body())
                        .isBetween(400, 599);
                assertThat(refused.body()).as(action).contains("error");
            });
            assertThat(server.api("max").body("chat.postMessage", "channel", GENERAL, "text", "no"))
                    .contains("\"ok\":false");
            assertThat(state()).isEqualTo(before);
        } finally {
            sql("DROP TRIGGER refusing");
        }

        assertThat(server.api("mina").texts(GENERAL)).contains("still here").doesNotContain("no");
        assertThat(server.token("olivia")).isEqualTo(token);
        assertThat(send("GET", "/admin/exports/" + export + "/file", null).statusCode())
                .isEqualTo(200);
        answer("POST", "/admin/holds/" + hold + "/release", body().put("reason", "settled"));
        assertThat(state()).isNotEqualTo(before);
        assertThat(server.command("status", "--inspect").output()).contains("sound");
    }

    private static String state(String export) {
        return answer("GET", "/admin/exports/" + export, null).path("state").asString();
    }

    /** All that the actions would leave behind. */
    private static Map<String, String> state() throws SQLException {
        var state = new LinkedHashMap<String, String>();
        for (String table : new String[] {
            "hansard.event",
            "hansard.export_job",
            "hansard.projection_serving",
            "hansard_keys.workspace_key",
            "hansard_keys.destruction"
        }) {
            try (Connection connection = server.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("CHECKSUM TABLE " + table)) {
                row.next();
                state.put(table, row.getString(2));
            }
        }
        return state;
    }

    private static void sql(String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ObjectNode body() {
        return JsonMapper.shared().createObjectNode().put("workspace", "demo");
    }

    private static ObjectNode matter() {
        return body().put("name", "matter").put("reason", "subpoena");
    }

    private static JsonNode answer(String method, String path, ObjectNode body) {
        HttpResponse<String> answer = send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> send(String method, String path, ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve(path))
                .header("Authorization", "Bearer " + server.operatorToken())
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
