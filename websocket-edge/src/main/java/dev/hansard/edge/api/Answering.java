// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.axon.store.StoreUnavailable;
import dev.hansard.edge.auth.Caller;
import dev.hansard.edge.idempotency.IdempotentCalls;
import dev.hansard.edge.idempotency.KeyedCall;
import dev.hansard.edge.limits.TooManyCalls;
import dev.hansard.edge.limits.TryElsewhere;
import dev.hansard.edge.overload.Overloaded;
import dev.hansard.edge.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Has a method answer a call that was let in; a call with an Idempotency-Key once, however often it comes. */
@Component
final class Answering {
    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

    private final IdempotentCalls keyed;

    Answering(IdempotentCalls keyed) {
        this.keyed = keyed;
    }

    /** @param replayed whether it is the answer to an earlier call */
    record Given(Answer answer, boolean replayed) {}

    Given give(ApiMethod method, @Nullable Caller caller, ApiRequest request, ApiCall.Request origin) {
        String key = request.idempotencyKey();
        String token = request.token();
        String name = method.spec().name();
        if (key == null || caller == null || token == null || !MethodKinds.isChange(name)) {
            return new Given(answer(method, caller, request, origin, null), false);
        }
        Rejection.unless(KeyedCall.isKey(key), ErrorCode.INVALID_IDEMPOTENCY_KEY);
        var call = new KeyedCall(caller.workspace(), token, key, asked(name, request.arguments()));
        var fresh = new AtomicReference<@Nullable Answer>();
        IdempotentCalls.Outcome outcome = keyed.once(call, () -> {
            Answer answer = attempt(method, caller, request, origin, KeyedCall.once(key));
            fresh.set(answer);
            return new IdempotentCalls.Result(Json.bytes(answer.body()), answer.isFinal());
        });
        Answer answer = fresh.get();
        return new Given(answer != null ? answer : Answer.read(outcome.answer()), outcome.replayed());
    }

    private static Answer attempt(
            ApiMethod method, Caller caller, ApiRequest request, ApiCall.Request origin, String once) {
        try {
            return answer(method, caller, request, origin, once);
        } catch (RuntimeException e) {
            return failure(method.spec().name(), e);
        }
    }

    private static Answer answer(
            ApiMethod method,
            @Nullable Caller caller,
            ApiRequest request,
            ApiCall.Request origin,
            @Nullable String once) {
        var call = new ApiCall(method.spec(), caller, new Arguments(request.arguments()), origin, once);
        return Answer.success(method.handle(call), call.warnings());
    }

    private static String[] asked(String method, Map<String, String> arguments) {
        List<String> parts = new ArrayList<>(List.of(method));
        new TreeMap<>(arguments).forEach((name, value) -> {
            parts.add(name);
            parts.add(value);
        });
        return parts.toArray(String[]::new);
    }

    static Answer failure(String method, RuntimeException failure) {
        return switch (failure) {
            case TooManyCalls e -> Answer.failure(e);
            case TryElsewhere e -> Answer.failure(e);
            case Overloaded e -> Answer.failure(e);
            case Rejection e -> Answer.failure(e);
            case ApiError e -> Answer.failure(e);
            case StoreUnavailable e -> {
                LOG.warn("{}: the store does not answer", method, e);
                yield Answer.failure(ErrorCode.SERVICE_UNAVAILABLE);
            }
            default -> {
                LOG.error("{} failed", method, failure);
                yield Answer.failure(ErrorCode.INTERNAL_ERROR);
            }
        };
    }
}
