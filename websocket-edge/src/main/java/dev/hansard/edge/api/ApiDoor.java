// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.axon.store.StoreUnavailable;
import dev.hansard.edge.auth.Authenticator;
import dev.hansard.edge.auth.Caller;
import dev.hansard.edge.limits.CallLimits;
import dev.hansard.edge.limits.TooManyCalls;
import dev.hansard.edge.wire.Json;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Leads a request through the checks to its method and turns whatever comes of it into an answer. */
@Component
final class ApiDoor {

    private static final Logger LOG = LoggerFactory.getLogger(ApiDoor.class);

    private final MethodRegistry methods;
    private final Authenticator authenticator;
    private final CallLimits limits;
    private final MeterRegistry metrics;

    ApiDoor(MethodRegistry methods, Authenticator authenticator, CallLimits limits, MeterRegistry metrics) {
        this.methods = methods;
        this.authenticator = authenticator;
        this.limits = limits;
        this.metrics = metrics;
    }

    /**
     * @param retryAfter seconds, for HTTP 429; null for HTTP 200
     * @param scopes of the caller, null when nobody was recognised
     * @param accepted scopes of the method
     */
    record Answer(
            ObjectNode body,
            @Nullable Long retryAfter,
            @Nullable List<String> scopes,
            List<String> accepted) {}

    Answer answer(String name, ApiRequest request, ApiCall.Request origin) {
        ApiMethod method = methods.find(name);
        if (method == null) {
            return new Answer(failure(ErrorCode.UNKNOWN_METHOD.wire(), Json.object()), null, null, List.of());
        }
        long start = System.nanoTime();
        var scopes = new ArrayList<String>();
        ObjectNode body;
        Long retryAfter = null;
        try {
            body = handle(method, request, origin, scopes);
        } catch (TooManyCalls e) {
            body = failure(ErrorCode.RATELIMITED.wire(), Json.object());
            retryAfter = e.retryAfterSeconds();
        } catch (Rejection e) {
            body = failure(e.code().wire(), explanation(e));
        } catch (ApiError e) {
            body = failure(e.code(), e.fields());
        } catch (StoreUnavailable e) {
            LOG.warn("{}: the store does not answer", name, e);
            body = failure(ErrorCode.SERVICE_UNAVAILABLE.wire(), Json.object());
        } catch (RuntimeException e) {
            LOG.error("{} failed", name, e);
            body = failure(ErrorCode.INTERNAL_ERROR.wire(), Json.object());
        }
        measure(name, body, start);
        return new Answer(body, retryAfter, scopes, method.spec().scopes());
    }

    private ObjectNode handle(ApiMethod method, ApiRequest request, ApiCall.Request origin, List<String> scopes) {
        MethodSpec spec = method.spec();
        ApiRequest.Fault fault = request.fault();
        if (fault != null) throw ApiError.explained(fault.code(), fault.detail());
        Caller caller = null;
        if (!spec.anonymous() || request.token() != null) {
            caller = authenticator.authenticate(request.token(), origin.address());
            caller.scopes().stream().sorted().forEach(scopes::add);
            if (!spec.tokens().contains(caller.kind())) throw new Rejection(ErrorCode.NOT_ALLOWED_TOKEN_TYPE);
            checkScopes(spec.scopes(), caller);
            String channel = request.arguments().get("channel");
            limits.take(caller.workspace(), caller.actor(), spec.name(), spec.tier(), channel);
        }
        var call = new ApiCall(spec, caller, new Arguments(request.arguments()), origin);
        return success(method.handle(call), call.warnings());
    }

    static void checkScopes(List<String> accepted, Caller caller) {
        if (accepted.isEmpty() || accepted.stream().anyMatch(caller::has)) return;
        throw ApiError.of(
                ErrorCode.MISSING_SCOPE,
                Json.object()
                        .put("needed", String.join(",", accepted))
                        .put(
                                "provided",
                                String.join(
                                        ",", caller.scopes().stream().sorted().toList())));
    }

    private static ObjectNode success(ObjectNode answer, List<String> warnings) {
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
        return body;
    }

    private static ObjectNode failure(String code, ObjectNode fields) {
        ObjectNode body = Json.object();
        body.put("ok", false);
        body.put("error", code);
        body.setAll(fields);
        return body;
    }

    private static ObjectNode explanation(Rejection rejection) {
        ObjectNode fields = Json.object();
        if (!rejection.getMessage().equals(rejection.code().wire())) {
            fields.putObject("response_metadata").putArray("messages").add("[ERROR] " + rejection.getMessage());
        }
        return fields;
    }

    private void measure(String method, ObjectNode body, long start) {
        String outcome = body.get("ok").asBoolean()
                ? "ok"
                : Objects.requireNonNull(body.get("error")).asString();
        // An unusual code (api.test echoes any) must not become a time series of its own.
        String tag = outcome.equals("ok") || KNOWN.contains(outcome) ? outcome : "other";
        Timer.builder("hansard.edge.api.call")
                .tag("method", method)
                .tag("outcome", tag)
                .publishPercentileHistogram()
                .register(metrics)
                .record(System.nanoTime() - start, java.util.concurrent.TimeUnit.NANOSECONDS);
    }

    private static final java.util.Set<String> KNOWN = java.util.Arrays.stream(ErrorCode.values())
            .map(ErrorCode::wire)
            .collect(java.util.stream.Collectors.toSet());
}
