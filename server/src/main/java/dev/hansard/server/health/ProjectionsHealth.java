// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.health;

import dev.hansard.axon.process.ReadModels;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while a read model stands still. Lag and dead letters are told as details: they hold up some answers, not all. */
record ProjectionsHealth(ReadModels readModels) implements HealthIndicator {
    @Override
    public Health health() {
        boolean up = true;
        var details = new LinkedHashMap<String, Object>();
        for (ReadModels.Status status : readModels.status()) {
            String error = status.error();
            up &= status.running() && error == null;
            details.put(
                    status.projection() + "-" + status.shard(),
                    Map.of(
                            "lag", status.lag(),
                            "deadLetters", status.deadLetters(),
                            "state", error != null ? error : status.running() ? "running" : "stopped"));
        }
        return (up ? Health.up() : Health.down()).withDetails(details).build();
    }
}
