// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of one client over one connection. */
final class WebApi implements Closeable {
    static final JsonMapper JSON = JsonMapper.shared();

    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpConnection connection;
    private final String token;

    WebApi(URI base, String token) throws IOException {
        this.connection = new HttpConnection(base);
        this.token = token;
    }

    /** The server answered, and said no. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String method, int status, String error) {
            super(method + ": " + status + ' ' + error);
        }
    }

    JsonNode call(String method, Map<String, String> arguments) throws IOException {
        HttpConnection.Response response = send(method, arguments);
        JsonNode answer = JSON.readTree(response.body());
        if (!answer.path("ok").asBoolean()) {
            throw new Refused(method, response.status(), answer.path("error").asString(""));
        }
        return answer;
    }

    /** Answers the ts without reading more of the answer. */
    String tsOf(String method, Map<String, String> arguments) throws IOException {
        HttpConnection.Response response = send(method, arguments);
        if (response.status() != 200 || !Bytes.contains(response.body(), Bytes.OK)) {
            throw new Refused(method, response.status(), Bytes.textAfter(response.body(), Bytes.ascii("\"error\":\"")));
        }
        return Bytes.textAfter(response.body(), Bytes.TS);
    }

    private HttpConnection.Response send(String method, Map<String, String> arguments) throws IOException {
        String body = arguments.entrySet().stream()
                .map(each -> each.getKey() + '=' + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return connection.post("/api/" + method, token, FORM, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
