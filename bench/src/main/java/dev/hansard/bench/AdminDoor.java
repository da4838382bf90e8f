// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What only the operator may ask. */
public final class AdminDoor {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String token;

    public AdminDoor(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** For a cluster that has just started, whose nodes may not all have met yet. */
    public JsonNode importPatiently(Path zip, String workspace) throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return importExport(zip, workspace);
            } catch (IOException e) {
                if (tries == 10) throw e;
                Thread.sleep(1_000);
            }
        }
    }

    /** Answers the report. */
    public JsonNode importExport(Path zip, String workspace) throws IOException, InterruptedException {
        String path = "/admin/import?workspace=" + URLEncoder.encode(workspace, StandardCharsets.UTF_8);
        JsonNode report =
                follow(request(path).PUT(BodyPublishers.ofFile(zip)).build()).path("report");
        if (!report.path("complete").asBoolean()) throw new IOException("the import is not complete: " + report);
        return report;
    }

    /** Answers the last state: {@code position head millis}. */
    JsonNode replay(String projection) throws IOException, InterruptedException {
        return follow(request("/admin/replay/" + projection)
                .POST(BodyPublishers.noBody())
                .build());
    }

    public String userToken(String workspace, String user) throws IOException, InterruptedException {
        String body = WebApi.JSON.writeValueAsString(Map.of("workspace", workspace, "user", user));
        HttpRequest request = request("/admin/tokens")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return follow(request).path("token").asString();
    }

    public JsonNode status() throws IOException, InterruptedException {
        return follow(request("/admin/status").GET().build());
    }

    /** How the transparency logs are doing. */
    JsonNode logs() throws IOException, InterruptedException {
        return follow(request("/admin/proofs").GET().build());
    }

    /** Whether every row is the one that was logged. */
    boolean verifyRecord() throws IOException, InterruptedException {
        HttpRequest request = request("/admin/proofs/verify").GET().build();
        HttpResponse<Stream<String>> response = http.send(request, HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            return lines.filter(line -> line.contains("\"report\""))
                    .allMatch(line -> WebApi.JSON
                                    .readTree(line)
                                    .path("report")
                                    .path("found")
                                    .asLong(-1)
                            == 0);
        }
    }

    /** Asks for an export of everything; answers its id. */
    String export(String workspace, String format) throws IOException, InterruptedException {
        String body = WebApi.JSON.writeValueAsString(Map.of("workspace", workspace, "format", format));
        HttpRequest request = request("/admin/exports")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return follow(request).path("id").asString();
    }

    /** How an export is doing. */
    JsonNode export(String id) throws IOException, InterruptedException {
        return follow(request("/admin/exports/" + id).GET().build());
    }

    void deleteExport(String id) throws IOException, InterruptedException {
        follow(request("/admin/exports/" + id).DELETE().build());
    }

    /** Bytes of the server's heap in use now. */
    long heap() throws IOException, InterruptedException {
        HttpRequest request = request("/actuator/prometheus").GET().build();
        HttpResponse<Stream<String>> response = http.send(request, HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            return (long) lines.filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("\"heap\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    /** The last position of all shards together. */
    long head() throws IOException, InterruptedException {
        long head = 0;
        for (JsonNode shard : status().path("shards"))
            head += shard.path("head").asLong();
        return head;
    }

    /** Waits until the read models have seen everything. */
    public void settle() throws IOException, InterruptedException {
        while (true) {
            long lag = 0;
            for (JsonNode projection : status().path("projections"))
                lag += projection.path("lag").asLong();
            if (lag == 0) return;
            Thread.sleep(100);
        }
    }

    /** The sum of a metric over its tags, under its Prometheus name. */
    double metric(String name) throws IOException, InterruptedException {
        HttpRequest request = request("/actuator/prometheus").GET().build();
        HttpResponse<Stream<String>> response = http.send(request, HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            return lines.filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    /** Asks for a move of a workspace to a shard. */
    public void move(String workspace, int shard) throws IOException, InterruptedException {
        change("/admin/shards/move", Map.of("workspace", workspace, "to", shard));
    }

    /** Goes on with a move that could not go on by itself. */
    public void resumeMove(String workspace) throws IOException, InterruptedException {
        change("/admin/shards/move/resume", Map.of("workspace", workspace));
    }

    private void change(String path, Map<String, Object> order) throws IOException, InterruptedException {
        follow(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(WebApi.JSON.writeValueAsString(order)))
                .build());
    }

    /** Where a workspace lies, and its last move. */
    public JsonNode placement(String workspace) throws IOException, InterruptedException {
        String name = URLEncoder.encode(workspace, StandardCharsets.UTF_8);
        return follow(request("/admin/shards/workspace?name=" + name).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private JsonNode follow(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response = http.send(request, HttpResponse.BodyHandlers.ofLines());
        String last = "{}";
        try (Stream<String> lines = response.body()) {
            for (String line : (Iterable<String>) lines::iterator) if (!line.isBlank()) last = line;
        }
        JsonNode answer = WebApi.JSON.readTree(last);
        if (response.statusCode() != 200 || answer.has("error")) {
            throw new IOException(request.uri().getPath() + ": " + response.statusCode() + ' ' + last);
        }
        return answer;
    }
}
