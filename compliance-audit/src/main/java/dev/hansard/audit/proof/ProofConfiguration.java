// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.axon.store.EventStores;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The logs, what is published of them, and their metrics. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProofSettings.class)
class ProofConfiguration {
    @Bean
    ProofLogs proofLogs(ProofSettings settings, EventStores stores) {
        return new ProofLogs(settings, stores);
    }

    @Bean
    CheckpointPublisher checkpointPublisher(ProofLogs logs, ProofSettings settings, MeterRegistry meters) {
        return new CheckpointPublisher(logs, settings.publish(), meters);
    }

    @Bean
    Proofs proofs(ProofLogs logs, EventStores stores, CheckpointPublisher publisher, MeterRegistry meters) {
        var proofs = new Proofs(logs, stores, publisher);
        for (LogFollower follower : logs.all()) gauges(follower, proofs, meters);
        return proofs;
    }

    private static void gauges(LogFollower follower, Proofs proofs, MeterRegistry meters) {
        ProofLog log = follower.log();
        String shard = Integer.toString(log.shard());
        Gauge.builder("hansard.proofs.size", log, each -> each.last().size())
                .description("events under the last checkpoint")
                .tag("shard", shard)
                .register(meters);
        Gauge.builder("hansard.proofs.lag", follower, proofs::lag)
                .description("committed events that are under no checkpoint yet")
                .tag("shard", shard)
                .register(meters);
        Gauge.builder("hansard.proofs.checkpoint.time", follower, ProofConfiguration::lastCheckpoint)
                .description("when this process signed last, in epoch seconds; 0 if it did not yet")
                .tag("shard", shard)
                .register(meters);
        Gauge.builder("hansard.proofs.halted", follower, each -> each.halted() == null ? 0 : 1)
                .description("1 when log and record contradict each other and nothing is signed")
                .tag("shard", shard)
                .register(meters);
    }

    private static double lastCheckpoint(LogFollower follower) {
        Instant last = follower.lastCheckpoint();
        return last == null ? 0 : last.getEpochSecond();
    }
}
