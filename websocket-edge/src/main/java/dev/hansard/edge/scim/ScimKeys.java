// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.edge.idempotency.IdempotentCalls;
import dev.hansard.edge.idempotency.KeyedCall;
import dev.hansard.edge.wire.Json;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Lets a change with an Idempotency-Key happen once. Refusals are not kept: SCIM's own tell what is already so. */
@Component
final class ScimKeys {
    private final IdempotentCalls keyed;

    ScimKeys(IdempotentCalls keyed) {
        this.keyed = keyed;
    }

    /** @param key null where the request has none */
    ScimAnswer once(
            @Nullable String key, @Nullable String token, ScimCall call, ScimTarget target, Supplier<ScimAnswer> work) {
        if (key == null || token == null || target.named().endsWith(".read")) return work.get();
        Rejection.unless(KeyedCall.isKey(key), ErrorCode.INVALID_IDEMPOTENCY_KEY);
        String[] asked = {
            target.method(),
            target.kind(),
            Objects.requireNonNullElse(target.id(), ""),
            Objects.requireNonNullElse(call.ifMatch(), ""),
            Json.MAPPER.writeValueAsString(call.body())
        };
        var request = new KeyedCall(call.workspace(), token, key, asked);
        IdempotentCalls.Outcome outcome =
                keyed.once(request, () -> new IdempotentCalls.Result(bytes(work.get()), true));
        return answer(outcome);
    }

    private static byte[] bytes(ScimAnswer answer) {
        ObjectNode json = Json.object().put("status", answer.status());
        json.put("location", answer.location()).put("version", answer.version());
        json.set("body", answer.body());
        return Json.bytes(json);
    }

    private static ScimAnswer answer(IdempotentCalls.Outcome outcome) {
        var json = Json.MAPPER.readTree(outcome.answer());
        return new ScimAnswer(
                json.path("status").asInt(),
                json.get("body") instanceof ObjectNode body ? body : null,
                json.path("location").asStringOpt().orElse(null),
                json.path("version").asStringOpt().orElse(null),
                outcome.replayed());
    }
}
