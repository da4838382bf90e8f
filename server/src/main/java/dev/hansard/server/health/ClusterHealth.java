// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.health;

import dev.hansard.axon.cluster.Cluster;
import dev.hansard.axon.cluster.Node;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The other nodes that can be asked. A node that is alone is no less healthy: its own part works. */
record ClusterHealth(Cluster cluster) implements HealthIndicator {
    @Override
    public Health health() {
        return Health.up()
                .withDetail(
                        "nodes",
                        cluster.others().stream().map(Node::name).sorted().toList())
                .build();
    }
}
