// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The one JSON dialect of the door, independent of how the application configures its own mapper. */
public final class Json {

    /** Strict JSON: nothing after the value, no comments, nesting up to Jackson's default depth. */
    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static ArrayNode array(Iterable<?> values) {
        ArrayNode array = array();
        for (Object value : values) array.add(value.toString());
        return array;
    }

    /** Parses JSON text; null if it is none. */
    public static @Nullable JsonNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null || node.isMissingNode() ? null : node;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Compact JSON text. */
    public static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** UTF-8 bytes. */
    public static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    static void putParsed(ObjectNode target, String field, @Nullable String text) {
        if (text == null) return;
        JsonNode parsed = parse(text);
        if (parsed != null) target.set(field, parsed);
    }

    static void putIfSet(ObjectNode target, String field, @Nullable Object value) {
        if (value != null) target.put(field, value.toString());
    }
}
