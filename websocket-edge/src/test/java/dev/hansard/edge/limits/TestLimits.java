// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Rate limits as an edge has them that is alone. */
public final class TestLimits {
    private TestLimits() {}

    public static SharedLimitSettings settings() {
        return settings(Map.of());
    }

    static SharedLimitSettings settings(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("hansard.limits", SharedLimitSettings.class);
    }

    static Allowances local(TimeMeter time, MeterRegistry meters) {
        return new Allowances(settings(), null, () -> false, meters, time);
    }

    public static CallLimits calls(LimitSettings limits) {
        var meters = new SimpleMeterRegistry();
        return new CallLimits(limits, settings(), local(TimeMeter.SYSTEM_NANOTIME, meters), meters);
    }

    public static FailedAuthLimit failures(LimitSettings limits) {
        return new FailedAuthLimit(limits, local(TimeMeter.SYSTEM_NANOTIME, new SimpleMeterRegistry()));
    }
}
