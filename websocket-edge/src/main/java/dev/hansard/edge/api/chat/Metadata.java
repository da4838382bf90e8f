// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.chat;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.edge.api.Arguments;
import dev.hansard.edge.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An application's own data beside a message: {@code {event_type, event_payload}}. */
final class Metadata {

    /** Of JSON text. */
    static final int MOST_CHARACTERS = 16_000;

    private Metadata() {}

    /** Null if none was sent. Refused: {@code invalid_metadata_format invalid_metadata_schema metadata_too_large}. */
    static @Nullable String read(Arguments args) {
        ObjectNode metadata = args.object("metadata", ErrorCode.INVALID_METADATA_FORMAT);
        if (metadata == null || metadata.isEmpty()) return null;
        JsonNode type = metadata.get("event_type");
        JsonNode payload = metadata.get("event_payload");
        boolean complete = type != null && type.isString() && !type.asString().isBlank();
        Rejection.unless(complete, ErrorCode.INVALID_METADATA_SCHEMA);
        Rejection.unless(payload == null || payload.isObject(), ErrorCode.INVALID_METADATA_SCHEMA);
        if (payload == null) metadata.putObject("event_payload");
        String text = Json.text(metadata);
        Rejection.unless(text.length() <= MOST_CHARACTERS, ErrorCode.METADATA_TOO_LARGE);
        return text;
    }
}
