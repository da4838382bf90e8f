// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import dev.hansard.api.ErrorCode;
import dev.hansard.edge.limits.TooManyCalls;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an error frame can say. The numbers are documented in {@code docs/rtm.md} and never change. */
enum RtmError {
    URL_EXPIRED(1, "Socket URL has expired"),
    NO_TEXT(2, "message text is missing"),
    MALFORMED(3, "malformed frame"),
    UNKNOWN_TYPE(4, "unknown frame type"),
    TEXT_TOO_LONG(5, "message text is too long"),
    /** {@code msg} is then the Web API's error code. */
    REFUSED(6, "refused"),
    UNAVAILABLE(7, "service_unavailable");

    private final int code;
    private final String message;

    RtmError(int code, String message) {
        this.code = code;
        this.message = message;
    }

    /** For what answers no frame. */
    EncodedFrame frame() {
        ObjectNode json = Json.object().put("type", "error");
        json.set("error", error(message));
        return EncodedFrame.of(Json.bytes(json));
    }

    /** @param id of the client's frame */
    EncodedFrame reply(@Nullable JsonNode id) {
        return reply(id, message);
    }

    EncodedFrame reply(@Nullable JsonNode id, String says) {
        ObjectNode json = Json.object().put("ok", false);
        if (id != null) json.set("reply_to", id);
        json.set("error", error(says));
        return EncodedFrame.of(Json.bytes(json));
    }

    /** For a post beyond the limit; {@code retry_after} as in the Web API. */
    static EncodedFrame limited(@Nullable JsonNode id, TooManyCalls refusal) {
        ObjectNode json = Json.object().put("ok", false);
        if (id != null) json.set("reply_to", id);
        ObjectNode error = REFUSED.error(ErrorCode.RATELIMITED.wire());
        json.set("error", error.put("retry_after", refusal.retryAfterSeconds()));
        return EncodedFrame.of(Json.bytes(json));
    }

    private ObjectNode error(String says) {
        return Json.object().put("code", code).put("msg", says);
    }
}
