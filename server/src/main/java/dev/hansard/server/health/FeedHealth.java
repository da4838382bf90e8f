// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.health;

import dev.hansard.axon.store.CommitFeed;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.StoreUnavailable;
import java.util.LinkedHashMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether pushes keep up with commits, per shard. */
record FeedHealth(Shards shards, EventLog events, CommitFeed feed) implements HealthIndicator {
    /** Under load some events are always on their way; a feed that hangs passes this within seconds. */
    private static final long BEHIND = 50_000;

    @Override
    public Health health() {
        boolean up = true;
        var lag = new LinkedHashMap<String, Object>();
        for (Shards.Shard shard : shards.all()) {
            try {
                // In this order: what is committed in between must not look like progress.
                long fed = feed.position(shard.id());
                long behind = Math.max(0, events.head(shard.id()) - fed);
                up &= behind < BEHIND;
                lag.put("shard-" + shard.id(), behind);
            } catch (StoreUnavailable e) {
                lag.put("shard-" + shard.id(), "unknown");
            }
        }
        return (up ? Health.up() : Health.down()).withDetail("lag", lag).build();
    }
}
