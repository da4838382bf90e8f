// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.edge.limits.TooManyCalls;
import dev.hansard.edge.limits.TryElsewhere;
import dev.hansard.edge.overload.Overloaded;
import dev.hansard.edge.wire.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a call ends in.
 *
 * @param error null for {@code ok:true}
 * @param retryAfter seconds, which makes it an HTTP 429, or 503 if it is not the caller's rate; else null
 */
record Answer(
        ObjectNode body, @Nullable String error, @Nullable Long retryAfter) {

    private static final Set<String> FAILURES = Stream.of(
                    ErrorCode.RATELIMITED,
                    ErrorCode.OVERLOADED,
                    ErrorCode.SERVICE_UNAVAILABLE,
                    ErrorCode.INTERNAL_ERROR,
                    ErrorCode.FATAL_ERROR,
                    ErrorCode.REQUEST_TIMEOUT)
            .map(ErrorCode::wire)
            .collect(Collectors.toUnmodifiableSet());

    static Answer success(ObjectNode answer, List<String> warnings) {
        ObjectNode body = Json.object();
        body.put("ok", true);
        body.setAll(answer);
        if (!warnings.isEmpty()) {
            body.put("warning", String.join(",", warnings));
            ObjectNode metadata = body.get("response_metadata") instanceof ObjectNode present
                    ? present
                    : body.putObject("response_metadata");
            metadata.set("warnings", Json.array(warnings));
        }
        return new Answer(body, null, null);
    }

    static Answer failure(ErrorCode code) {
        return failure(code.wire(), Json.object());
    }

    static Answer failure(ApiError error) {
        return failure(error.code(), error.fields());
    }

    static Answer failure(Rejection rejection) {
        boolean explained = !rejection.getMessage().equals(rejection.code().wire());
        return explained
                ? failure(ApiError.explained(rejection.code(), rejection.getMessage()))
                : failure(rejection.code());
    }

    static Answer failure(TooManyCalls refusal) {
        ObjectNode body = failure(ErrorCode.RATELIMITED).body();
        return new Answer(body, ErrorCode.RATELIMITED.wire(), refusal.retryAfterSeconds());
    }

    static Answer failure(TryElsewhere refusal) {
        ObjectNode body = failure(ErrorCode.SERVICE_UNAVAILABLE).body();
        return new Answer(body, ErrorCode.SERVICE_UNAVAILABLE.wire(), refusal.retryAfterSeconds());
    }

    int status() {
        if (retryAfter == null) return 200;
        return ErrorCode.SERVICE_UNAVAILABLE.wire().equals(error) ? 503 : 429;
    }

    static Answer failure(Overloaded refusal) {
        ObjectNode body = failure(ErrorCode.OVERLOADED).body();
        return new Answer(body, ErrorCode.OVERLOADED.wire(), refusal.retryAfterSeconds());
    }

    /** One that was given before, from its bytes. */
    static Answer read(byte[] answer) {
        ObjectNode body = (ObjectNode) Json.MAPPER.readTree(answer);
        return new Answer(body, body.path("error").asStringOpt().orElse(null), null);
    }

    /** Whether this is how the call ended for good, rather than that the server could not carry it out. */
    boolean isFinal() {
        return error == null || !FAILURES.contains(error);
    }

    private static Answer failure(String code, ObjectNode fields) {
        ObjectNode body = Json.object();
        body.put("ok", false);
        body.put("error", code);
        body.setAll(fields);
        return new Answer(body, code, null);
    }
}
