// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.discovery;

import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.TestFolders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A server whose demo workspace has everybody that a door can tell apart. One for all tests of this package. */
final class Doors {
    static final String TEAM = "T0DEMO00000";
    private static final String[] SCOPES = {
        "admin",
        "chat:write",
        "channels:manage",
        "groups:write",
        "groups:read",
        "admin.conversations:read",
        "admin.conversations:write",
        "auditlogs:read",
        "discovery:read",
        "discovery:write"
    };

    private static final class Shared {
        static final Doors DOORS = new Doors();
    }

    private final ServerProcess server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Doors() {
        // Each refusal is to be an entry of its own, however many there are within a minute.
        server = ServerProcess.on(TestFolders.create("doors"))
                .withJava("-Dhansard.audit.failure-origins=5000", "-Dhansard.edge.limits.failed-auth=5000")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        Answer imported = send(operator("/admin/import?workspace=demo").PUT(BodyPublishers.ofByteArray(people())));
        if (!imported.body().contains("\"complete\":true")) throw new IllegalStateException(imported.body());
    }

    static Doors open() {
        return Shared.DOORS;
    }

    record Answer(int status, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String error() {
            return json().path("error").asString("");
        }
    }

    /** A new token with all scopes that a door asks for. */
    String token(String handle) {
        ObjectNode request =
                JsonMapper.shared().createObjectNode().put("workspace", "demo").put("user", handle);
        ArrayNode scopes = request.putArray("scopes");
        for (String scope : SCOPES) scopes.add(scope);
        String token = admin("/admin/tokens", request).path("token").asString("");
        if (token.isEmpty()) throw new IllegalStateException(handle);
        return token;
    }

    /** The Web API; names and values in turn. */
    Answer api(@Nullable String token, String method, String... arguments) {
        var form = new java.util.LinkedHashMap<String, String>();
        for (int i = 0; i < arguments.length; i += 2) form.put(arguments[i], arguments[i + 1]);
        return api(token, method, form);
    }

    Answer api(@Nullable String token, String method, Map<String, String> arguments) {
        String form = arguments.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request("/api/" + method, token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Like {@link #api}, and fails unless it is {@code ok}. */
    JsonNode ok(String token, String method, String... arguments) {
        Answer answer = api(token, method, arguments);
        if (!answer.json().path("ok").asBoolean()) throw new AssertionError(method + ": " + answer.body());
        return answer.json();
    }

    Answer get(@Nullable String token, String path, String... headers) {
        var request = request(path, token).GET();
        if (headers.length > 0) request.headers(headers);
        return send(request);
    }

    JsonNode admin(String path, ObjectNode body) {
        return send(operator(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())))
                .json();
    }

    JsonNode admin(String path) {
        return send(operator(path).GET()).json();
    }

    String operatorToken() {
        return server.operatorToken();
    }

    ServerProcess.CommandResult command(String... arguments) {
        return server.command(arguments);
    }

    private HttpRequest.Builder operator(String path) {
        return request(path, server.operatorToken());
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] people() {
        ArrayNode users = JsonMapper.shared().createArrayNode();
        person(users, "adam").put("is_admin", true);
        person(users, "oscar").put("is_owner", true);
        person(users, "gary").put("is_restricted", true);
        person(users, "dora").put("deleted", true);
        for (String handle : List.of("ina", "rita", "audrey")) person(users, handle);
        var zip = new ByteArrayOutputStream();
        try (var archive = new ZipOutputStream(zip)) {
            archive.putNextEntry(new ZipEntry("users.json"));
            archive.write(users.toString().getBytes(StandardCharsets.UTF_8));
            archive.putNextEntry(new ZipEntry("channels.json"));
            archive.write("[]".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zip.toByteArray();
    }

    private static ObjectNode person(ArrayNode users, String handle) {
        ObjectNode user = users.addObject().put("id", id(handle)).put("name", handle);
        user.putObject("profile").put("real_name", handle).put("email", handle + "@doors.example");
        return user;
    }

    /** Of those whom this test brought, and of the demo's. */
    static String id(String handle) {
        return switch (handle) {
            case "olivia" -> "U0OLIVIA000";
            case "max" -> "U0MAX000000";
            case "mina" -> "U0MINA00000";
            case "botty" -> "U0BOTTY0000";
            default -> "U0" + handle.toUpperCase(java.util.Locale.ROOT);
        };
    }
}
