// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.ErrorCode;
import dev.hansard.edge.api.BodyReader.Unreadable;
import dev.hansard.edge.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON object as arguments: each field as the text it would have in a form; nulls are left out. */
final class JsonBody {

    private JsonBody() {}

    static void decode(byte[] body, Charset charset, Map<String, String> into) throws Unreadable {
        String text;
        try {
            text = charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable(ErrorCode.INVALID_JSON, "the text is not " + charset);
        }
        if (text.isBlank()) return;
        JsonNode json = Json.parse(text);
        if (json == null) throw new Unreadable(ErrorCode.INVALID_JSON, "the body is not JSON");
        if (!(json instanceof ObjectNode object)) {
            throw new Unreadable(ErrorCode.JSON_NOT_OBJECT, "the body is not a JSON object");
        }
        for (var field : object.properties()) {
            JsonNode value = field.getValue();
            if (value.isNull()) continue;
            into.put(field.getKey(), value.isContainer() ? value.toString() : value.asString());
        }
    }
}
