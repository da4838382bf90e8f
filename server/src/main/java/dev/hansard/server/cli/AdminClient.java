// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the admin door of a running server. */
final class AdminClient {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI server;
    private final String operatorToken;

    AdminClient(URI server, String operatorToken) {
        this.server = server;
        this.operatorToken = operatorToken;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    JsonNode get(String path) {
        return single(request(path).GET().timeout(Duration.ofSeconds(30)));
    }

    /** The file at the path as it is; null when there is none. */
    byte @Nullable [] file(String path) {
        HttpResponse<byte[]> response =
                send(request(path).GET().timeout(Duration.ofSeconds(60)), BodyHandlers.ofByteArray());
        if (response.statusCode() == 200) return response.body();
        if (response.statusCode() == 404) return null;
        try {
            checked(response.statusCode(), JSON.readTree(response.body()));
        } catch (JacksonException e) {
            throw new CommandFailed(
                    "the answer of " + server + " (" + response.statusCode() + ") is not one of a" + " Hansard server");
        }
        throw new CommandFailed("status " + response.statusCode());
    }

    JsonNode post(String path, JsonNode body) {
        return single(request(path)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(body.toString())));
    }

    JsonNode delete(String path) {
        return single(request(path).DELETE().timeout(Duration.ofSeconds(30)));
    }

    /** Fetches a file, going on where it broke off; it is there under its name only when it is whole and its hash right. */
    void download(String path, Path file, String sha256) {
        new Download(http, () -> request(path), file, sha256).run();
    }

    /** Starts something long; hands over each line of its answer and answers the last one. */
    JsonNode follow(String method, String path, @Nullable Path upload, Consumer<JsonNode> progress) {
        HttpResponse<Stream<String>> response =
                send(request(path).method(method, body(upload)), BodyHandlers.ofLines());
        JsonNode last = JSON.createObjectNode();
        try (Stream<String> lines = response.body()) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                String line = each.next();
                if (line.isBlank()) continue;
                last = JSON.readTree(line);
                if (response.statusCode() == 200 && !last.has("error")) progress.accept(last);
            }
        } catch (UncheckedIOException e) {
            throw new NoServer("the server at " + server + " broke off: " + e.getMessage());
        } catch (JacksonException e) {
            throw new CommandFailed("the answer of " + server + " is not one of a Hansard server");
        }
        return checked(response.statusCode(), last);
    }

    private static BodyPublisher body(@Nullable Path upload) {
        if (upload == null) return BodyPublishers.noBody();
        try {
            return BodyPublishers.ofFile(upload);
        } catch (FileNotFoundException e) {
            throw new CommandFailed("there is no file " + upload + ", or it cannot be read");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + operatorToken);
    }

    private JsonNode single(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        try {
            return checked(response.statusCode(), JSON.readTree(response.body()));
        } catch (JacksonException e) {
            throw new CommandFailed(
                    "the answer of " + server + " (" + response.statusCode() + ") is not one of a Hansard server");
        }
    }

    private static JsonNode checked(int status, JsonNode answer) {
        if (status == 200 && !answer.has("error")) return answer;
        String error = answer.path("error").asString("status " + status);
        throw new CommandFailed(answer.path("detail").asString(error));
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (ConnectException e) {
            throw new NoServer("no server answers at " + server + ".");
        } catch (IOException e) {
            throw new NoServer("the server at " + server + " does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }
}
