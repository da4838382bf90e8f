// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import dev.hansard.api.Actor;
import dev.hansard.api.WorkspaceId;
import dev.hansard.edge.EdgeSettings;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How often a method may be called, per workspace and app. People's own tokens all belong to one app, so there each person
 * has its own allowance.
 */
@Component
public final class CallLimits {

    private record Key(
            WorkspaceId workspace,
            String caller,
            String method,
            @Nullable String channel) {}

    private final LimitSettings settings;
    private final Buckets<Key> buckets;
    private final MeterRegistry metrics;

    @Autowired
    public CallLimits(EdgeSettings settings, MeterRegistry metrics) {
        this(settings.limits(), TimeMeter.SYSTEM_NANOTIME, metrics);
    }

    CallLimits(LimitSettings settings, TimeMeter time, MeterRegistry metrics) {
        this.settings = settings;
        this.buckets = new Buckets<>(time);
        this.metrics = metrics;
    }

    /**
     * Takes one call.
     *
     * @param channel where a message is to be posted, for {@link Tier#POSTING}; else ignored
     * @throws TooManyCalls when the allowance is spent
     */
    public void take(WorkspaceId workspace, Actor actor, String method, Tier tier, @Nullable String channel) {
        String caller = actor.app().equals(Actor.FIRST_PARTY_APP) ? actor.user().value() : actor.app();
        try {
            buckets.take(new Key(workspace, caller, method, null), settings.of(method, tier));
            if (tier == Tier.POSTING && channel != null) {
                buckets.take(new Key(workspace, caller, method, channel), settings.postingPerChannel());
            }
        } catch (TooManyCalls e) {
            Counter.builder("hansard.api.limited")
                    .tag("method", method)
                    .register(metrics)
                    .increment();
            throw e;
        }
    }
}
