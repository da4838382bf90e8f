// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the Web API as curl would: form in, JSON out. */
public final class SlackApi {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI server;
    private final String token;
    private final boolean keyed;

    public SlackApi(URI server, String token) {
        this(server, token, false);
    }

    private SlackApi(URI server, String token, boolean keyed) {
        this.server = server;
        this.token = token;
        this.keyed = keyed;
    }

    /** The same, with an Idempotency-Key of its own for each call. */
    public SlackApi withKeys() {
        return new SlackApi(server, token, true);
    }

    /**
     * @param arguments names and values in turn
     * @throws UncheckedIOException when the server does not answer
     */
    public JsonNode call(String method, String... arguments) {
        return JsonMapper.shared().readTree(body(method, arguments));
    }

    /** Like {@link #call}: the answer as it came. */
    public String body(String method, String... arguments) {
        var form = new StringBuilder();
        for (int i = 0; i < arguments.length; i += 2) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(arguments[i])
                    .append('=')
                    .append(URLEncoder.encode(arguments[i + 1], StandardCharsets.UTF_8));
        }
        var request = HttpRequest.newBuilder(server.resolve("/api/" + method))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(form.toString()));
        if (keyed) request.header("Idempotency-Key", UUID.randomUUID().toString());
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Answers the ts; fails when the message was not accepted. */
    public String post(String channel, String text) {
        JsonNode answer = call(
                "chat.postMessage",
                "channel",
                channel,
                "text",
                text,
                "client_msg_id",
                UUID.randomUUID().toString());
        if (!answer.path("ok").asBoolean()) throw new IllegalStateException(answer.toString());
        return answer.path("ts").asString();
    }

    /** Texts of a channel's history, oldest first, all pages. */
    public List<String> texts(String channel) {
        var texts = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = call("conversations.history", "channel", channel, "limit", "200", "cursor", cursor);
            if (!page.path("ok").asBoolean()) throw new IllegalStateException(page.toString());
            for (JsonNode message : page.path("messages")) {
                texts.addFirst(message.path("text").asString());
            }
            cursor = page.path("response_metadata").path("next_cursor").asString("");
        } while (!cursor.isEmpty());
        return texts;
    }
}
