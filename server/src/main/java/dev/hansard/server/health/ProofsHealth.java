// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.health;

import dev.hansard.audit.proof.LogStatus;
import dev.hansard.audit.proof.Proofs;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down when a transparency log and the record contradict each other. Lag and a passing error are details.
 *
 * @param proofs null where no logs are kept
 */
record ProofsHealth(@Nullable Proofs proofs) implements HealthIndicator {
    @Override
    public Health health() {
        if (proofs == null) return Health.up().build();
        boolean up = true;
        var details = new LinkedHashMap<String, Object>();
        for (LogStatus status : proofs.status()) {
            up &= status.halted() == null;
            details.put(
                    status.log(),
                    Map.of(
                            "size",
                            status.size(),
                            "lag",
                            status.lag(),
                            "state",
                            status.halted() == null ? "good" : "HALTED"));
        }
        return (up ? Health.up() : Health.down()).withDetails(details).build();
    }
}
