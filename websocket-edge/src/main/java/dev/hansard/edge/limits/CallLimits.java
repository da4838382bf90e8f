// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import dev.hansard.api.Actor;
import dev.hansard.api.WorkspaceId;
import dev.hansard.edge.EdgeSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How often a method may be called, per workspace and app. People's own tokens all belong to one app, so there each person
 * has its own allowance.
 */
@Component
public final class CallLimits {
    private final LimitSettings settings;
    private final SharedLimitSettings totals;
    private final Allowances allowances;
    private final MeterRegistry metrics;

    @Autowired
    CallLimits(EdgeSettings settings, SharedLimitSettings totals, Allowances allowances, MeterRegistry metrics) {
        this(settings.limits(), totals, allowances, metrics);
    }

    CallLimits(LimitSettings settings, SharedLimitSettings totals, Allowances allowances, MeterRegistry metrics) {
        this.settings = settings;
        this.totals = totals;
        this.allowances = allowances;
        this.metrics = metrics;
    }

    /**
     * Counts a call before it is known who calls.
     *
     * @throws TooManyCalls when the address has called too often
     */
    public void from(InetAddress address) {
        if (totals.address() == 0) return;
        allowances.take(LimitKind.ADDRESS, FailedAuthLimit.network(address), totals.address());
    }

    /**
     * Takes one call.
     *
     * @param channel where a message is to be posted, for {@link Tier#POSTING}; else ignored
     * @throws TooManyCalls when the allowance is spent
     */
    public void take(WorkspaceId workspace, Actor actor, String method, Tier tier, @Nullable String channel) {
        boolean person = actor.app().equals(Actor.FIRST_PARTY_APP);
        String caller = workspace.value() + '/' + (person ? actor.user().value() : actor.app());
        try {
            Integer own = totals.ofApp(actor.app(), method);
            int perMinute = own != null ? own : settings.of(method, tier);
            allowances.take(LimitKind.CALLS, caller + '/' + method, perMinute);
            if (tier == Tier.POSTING && channel != null) {
                allowances.take(LimitKind.CHANNEL, caller + '/' + method + '/' + channel, settings.postingPerChannel());
            }
            if (totals.person() > 0) allowances.take(LimitKind.PERSON, caller, totals.person());
            if (totals.workspace() > 0) {
                allowances.take(LimitKind.WORKSPACE, workspace.value(), totals.workspace());
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
