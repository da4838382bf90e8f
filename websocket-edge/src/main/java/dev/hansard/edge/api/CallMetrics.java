// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How long calls take, by method and outcome. */
@Component
final class CallMetrics {

    private static final String OK = "ok";
    private static final String OTHER = "other";
    private static final Set<String> CODES =
            Arrays.stream(ErrorCode.values()).map(ErrorCode::wire).collect(Collectors.toUnmodifiableSet());

    private record Key(String method, String outcome) {}

    private final MeterRegistry registry;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void succeeded(String method, long nanos) {
        timer(method, OK).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** {@code api.test} fails with whatever code it is asked for, which must not become a time series each. */
    void failed(String method, String code, long nanos) {
        timer(method, CODES.contains(code) ? code : OTHER).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String method, String outcome) {
        return timers.computeIfAbsent(
                new Key(method, outcome),
                key -> Timer.builder("hansard.api.call")
                        .description("from the request's arguments to its answer")
                        .tag("method", key.method())
                        .tag("outcome", key.outcome())
                        .publishPercentiles(0.5, 0.95, 0.99)
                        .register(registry));
    }
}
