// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of calls with an {@code Idempotency-Key}.
 *
 * @param keep how long the answer to a key is kept
 * @param patience how long a repeated call waits for the first one
 * @param claim how long a call may take before another may carry it out, as the process that began it seems to be dead
 * @param sweep how often it is looked for what is older than {@code keep}
 */
@ConfigurationProperties("hansard.idempotency")
public record IdempotencySettings(
        @DefaultValue("24h") Duration keep,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("2m") Duration claim,
        @DefaultValue("10m") Duration sweep) {
    public IdempotencySettings {
        require(keep.toMinutes() >= 1 && keep.toDays() <= 30, "keep must lie between 1m and 30d");
        require(!patience.isNegative() && patience.toSeconds() <= 60, "patience must lie between 0s and 60s");
        require(claim.toMillis() >= 100 && claim.compareTo(keep) < 0, "claim must lie between 100ms and keep");
        require(sweep.toSeconds() >= 1, "sweep is at least 1s");
    }

    private static void require(boolean holds, String message) {
        if (!holds) throw new IllegalArgumentException("hansard.idempotency: " + message);
    }
}
