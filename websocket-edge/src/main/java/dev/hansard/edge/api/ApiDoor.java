// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.edge.auth.Authenticator;
import dev.hansard.edge.auth.Caller;
import dev.hansard.edge.limits.CallLimits;
import dev.hansard.edge.overload.Overload;
import dev.hansard.edge.wire.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Leads a request through the checks to its method and turns whatever comes of it into an answer. */
@Component
final class ApiDoor {

    private static final String LONG_POLL = "rtm.poll";

    private final MethodRegistry methods;
    private final Authenticator authenticator;
    private final CallLimits limits;
    private final CallMetrics metrics;
    private final RefusedCalls refused;
    private final Overload overload;
    private final Answering answering;

    ApiDoor(
            MethodRegistry methods,
            Authenticator authenticator,
            CallLimits limits,
            CallMetrics metrics,
            RefusedCalls refused,
            Overload overload,
            Answering answering) {
        this.methods = methods;
        this.authenticator = authenticator;
        this.limits = limits;
        this.metrics = metrics;
        this.refused = refused;
        this.overload = overload;
        this.answering = answering;
    }

    /**
     * @param scopes of the caller; empty when nobody was recognised
     * @param accepted scopes of the method
     * @param replayed whether it is the answer to an earlier call
     */
    record Outcome(Answer answer, List<String> scopes, List<String> accepted, boolean replayed) {}

    Outcome call(String name, ApiRequest request, ApiCall.Request origin) {
        ApiMethod method = methods.find(name);
        if (method == null) return new Outcome(Answer.failure(ErrorCode.UNKNOWN_METHOD), List.of(), List.of(), false);
        long start = System.nanoTime();
        Caller caller = null;
        Answering.Given given;
        try (Overload.Call underWay = begin(name)) {
            ApiRequest.Fault fault = request.fault();
            if (fault != null) throw ApiError.explained(fault.code(), fault.detail());
            caller = recognise(method.spec(), request, origin);
            if (caller != null) admit(method.spec(), caller, request);
            given = answering.give(method, caller, request, origin);
        } catch (RuntimeException e) {
            given = new Answering.Given(Answering.failure(name, e), false);
        }
        String error = given.answer().error();
        if (error == null) {
            metrics.succeeded(name, System.nanoTime() - start);
        } else {
            metrics.failed(name, error, System.nanoTime() - start);
            if (caller != null && !given.replayed()) refused.told(method.spec(), error, caller, origin);
        }
        List<String> scopes = caller == null ? List.of() : sorted(caller.scopes());
        return new Outcome(given.answer(), scopes, method.spec().scopes(), given.replayed());
    }

    /** A long poll is under way most of the time, and that is no work. */
    private Overload.Call begin(String method) {
        return method.equals(LONG_POLL) ? () -> {} : overload.begin(MethodKinds.work(method));
    }

    private @Nullable Caller recognise(MethodSpec spec, ApiRequest request, ApiCall.Request origin) {
        limits.from(origin.address());
        if (spec.anonymous() && request.token() == null) return null;
        return authenticator.authenticate(request.token(), origin.address());
    }

    private void admit(MethodSpec spec, Caller caller, ApiRequest request) {
        Rejection.unless(spec.tokens().contains(caller.kind()), ErrorCode.NOT_ALLOWED_TOKEN_TYPE);
        checkScopes(spec.scopes(), caller);
        String channel = request.arguments().get("channel");
        limits.take(caller.workspace(), caller.actor(), spec.name(), spec.tier(), channel);
    }

    /** Refuses with {@code missing_scope} unless the caller has one of them, or none is needed. */
    static void checkScopes(List<String> accepted, Caller caller) {
        if (accepted.isEmpty() || accepted.stream().anyMatch(caller::has)) return;
        throw ApiError.of(
                ErrorCode.MISSING_SCOPE,
                Json.object()
                        .put("needed", String.join(",", accepted))
                        .put("provided", String.join(",", sorted(caller.scopes()))));
    }

    private static List<String> sorted(Set<String> scopes) {
        return scopes.stream().sorted().toList();
    }
}
