// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.HttpConnection;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Web API over one connection, with little patience. */
final class Calls implements Closeable {
    /** The server answered, and said no. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        private final String error;

        Refused(String error) {
            super(error);
            this.error = error;
        }

        String error() {
            return error;
        }
    }

    private final HttpConnection connection;
    private final String token;

    Calls(URI edge, String token, int timeoutMillis) throws IOException {
        this.connection = new HttpConnection(edge, timeoutMillis);
        this.token = token;
    }

    /** @param form encoded already */
    JsonNode call(String method, String form) throws IOException {
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        var response = connection.post("/api/" + method, token, "application/x-www-form-urlencoded", body);
        JsonNode answer;
        try {
            answer = JsonMapper.shared().readTree(response.body());
        } catch (RuntimeException e) {
            throw new Refused("status " + response.status());
        }
        if (!answer.path("ok").asBoolean()) {
            throw new Refused(answer.path("error").asString("status " + response.status()));
        }
        return answer;
    }

    /** The whole history of a channel after {@code oldest}, as it stands at each page's moment. */
    History history(int channel, String oldest) throws IOException {
        var newestFirst = new History();
        String cursor = "";
        do {
            String form = "channel=" + Town.channelId(channel) + "&limit=999"
                    + (oldest.isEmpty() ? "" : "&oldest=" + oldest)
                    + (cursor.isEmpty() ? "" : "&cursor=" + cursor.replace("=", "%3D"));
            JsonNode page = call("conversations.history", form);
            for (JsonNode message : page.path("messages")) {
                int number = Messages.number(message.path("client_msg_id").asString(""));
                if (number >= 0)
                    newestFirst.add(number, Messages.micros(message.path("ts").asString()));
            }
            cursor = page.path("response_metadata").path("next_cursor").asString("");
        } while (!cursor.isEmpty());
        return newestFirst.reversed();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
