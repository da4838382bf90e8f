// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.api.ChannelId;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.audit.export.ExportRequest;
import dev.hansard.audit.export.ExportRequest.Authority;
import dev.hansard.audit.export.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests as they are stored and shown: always the same text for the same request. */
public final class RequestJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private RequestJson() {}

    public static ObjectNode write(ExportRequest request) {
        Scope scope = request.scope();
        Authority authority = request.authority();
        ObjectNode json = JSON.createObjectNode();
        json.put("workspace", request.workspace().value());
        json.put("format", request.format());
        json.put("position", request.position());
        strings(json.putArray("channels"), scope.channels());
        strings(json.putArray("authors"), scope.authors());
        strings(json.putArray("custodians"), scope.custodians());
        put(json, "from", scope.from());
        put(json, "until", scope.until());
        put(json, "keyword", scope.keyword());
        json.put("requester", authority.requester());
        put(json, "matter", authority.matter());
        put(json, "case", authority.caseId());
        put(json, "reason", authority.reason());
        return json;
    }

    static ExportRequest read(String text) {
        JsonNode json = JSON.readTree(text);
        var scope = new Scope(
                set(json.path("channels"), ChannelId::new),
                set(json.path("authors"), UserId::new),
                set(json.path("custodians"), UserId::new),
                time(json, "from"),
                time(json, "until"),
                text(json, "keyword"));
        var authority = new Authority(
                json.path("requester").asString(""), text(json, "matter"), text(json, "case"), text(json, "reason"));
        return new ExportRequest(
                new WorkspaceId(json.path("workspace").asString()),
                scope,
                json.path("format").asString(),
                json.path("position").asLong(),
                authority);
    }

    /** Lower-case hex SHA-256: the name of a request, the same for whoever repeats it. */
    static String digest(ExportRequest request) {
        try {
            byte[] text = write(request).toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static void strings(ArrayNode array, Collection<?> values) {
        values.stream().map(Object::toString).sorted().forEach(array::add);
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        if (value != null) json.put(name, value.toString());
    }

    private static <T> Set<T> set(JsonNode array, Function<String, T> reader) {
        return array.valueStream().map(each -> reader.apply(each.asString())).collect(Collectors.toSet());
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.has(name) ? json.path(name).asString() : null;
    }

    private static @Nullable Instant time(JsonNode json, String name) {
        return json.has(name) ? Instant.parse(json.path(name).asString()) : null;
    }
}
