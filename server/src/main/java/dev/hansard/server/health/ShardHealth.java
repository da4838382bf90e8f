// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.health;

import dev.hansard.axon.store.Shards.Shard;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether one shard's database answers. */
record ShardHealth(Shard shard) implements HealthIndicator {
    private static final int TIMEOUT_SECONDS = 2;

    @Override
    public Health health() {
        var health = new Health.Builder().withDetail("region", shard.region());
        try (Connection connection = shard.reader().getConnection()) {
            return connection.isValid(TIMEOUT_SECONDS)
                    ? health.up().build()
                    : health.down().build();
        } catch (SQLException e) {
            return health.down()
                    .withDetail("error", e.getClass().getSimpleName())
                    .build();
        }
    }
}
