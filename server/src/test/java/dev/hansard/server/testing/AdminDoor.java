// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** What the operator's commands ask a running server, without starting a process for each question. */
public final class AdminDoor {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Where progress is told, more follows. */
    private static final ObjectReader FIRST =
            JsonMapper.shared().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final ServerProcess server;

    public AdminDoor(ServerProcess server) {
        this.server = server;
    }

    public JsonNode status() {
        return send(request("/admin/status").GET().build());
    }

    /** The last position of the first shard. */
    public long head() {
        return status().path("shards").path(0).path("head").asLong();
    }

    /** The Web API as the person knows it, with a new token. */
    public SlackApi api(String workspace, String user) {
        String body = JsonMapper.shared()
                .createObjectNode()
                .put("workspace", workspace)
                .put("user", user)
                .toString();
        JsonNode answer = send(request("/admin/tokens")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
        String token = answer.path("token").asString("");
        if (token.isEmpty()) throw new IllegalStateException(answer.toString());
        return new SlackApi(server.url(), token);
    }

    /** Returns when every read model has taken in the whole record. */
    public void awaitReadModels() {
        Instant deadline = Instant.now().plusSeconds(60);
        while (true) {
            JsonNode status = status();
            boolean done = status.path("projections")
                            .valueStream()
                            .allMatch(one -> one.path("lag").asLong() == 0
                                    && one.path("running").asBoolean())
                    && !status.path("projections").isEmpty();
            if (done) return;
            if (Instant.now().isAfter(deadline)) throw new IllegalStateException(status.toPrettyString());
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Answers what the door answers, of several lines the first; but all have come. */
    public JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    /** @param arguments names and values in turn */
    public JsonNode post(String path, Object... arguments) {
        var body = JsonMapper.shared().createObjectNode();
        for (int i = 0; i < arguments.length; i += 2) body.putPOJO((String) arguments[i], arguments[i + 1]);
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.url().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + server.operatorToken());
    }

    private static JsonNode send(HttpRequest request) {
        try {
            String answer = HTTP.send(request, BodyHandlers.ofString()).body();
            return FIRST.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
