// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.health;

import dev.hansard.audit.proof.Proofs;
import dev.hansard.axon.cluster.Cluster;
import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.store.CommitFeed;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.Shards;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The dependencies under {@code /actuator/health}. Only the databases decide on readiness: posting goes on while read
 * models are behind.
 */
@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {
    @Bean
    CompositeHealthContributor databaseHealthContributor(Shards shards) {
        return CompositeHealthContributor.fromMap(shards.all().stream()
                .collect(Collectors.toMap(shard -> "shard-" + shard.id(), shard -> new ShardHealth(shard))));
    }

    @Bean
    HealthIndicator projectionsHealthIndicator(ReadModels readModels) {
        return new ProjectionsHealth(readModels);
    }

    @Bean
    HealthIndicator proofsHealthIndicator(ObjectProvider<Proofs> proofs) {
        return new ProofsHealth(proofs.getIfAvailable());
    }

    @Bean
    @ConditionalOnBean(Cluster.class)
    HealthIndicator clusterHealthIndicator(Cluster cluster) {
        return new ClusterHealth(cluster);
    }

    @Bean
    HealthIndicator feedHealthIndicator(Shards shards, EventLog events, CommitFeed feed) {
        return new FeedHealth(shards, events, feed);
    }
}
