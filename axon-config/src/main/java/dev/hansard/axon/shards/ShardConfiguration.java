// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.shards;

import dev.hansard.axon.content.KeyRing;
import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.StateTable;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** The moves between shards; with one shard there is nowhere to move to, and nothing runs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MoveSettings.class)
public class ShardConfiguration {
    @Bean(destroyMethod = "close")
    ShardMoves shardMoves(
            EventStores stores,
            ReadModels readModels,
            ObjectProvider<KeyRing> keys,
            ObjectProvider<StateTable> tables,
            ObjectProvider<WorkspaceFiles> files,
            MoveSettings settings,
            Clock clock) {
        var around = new Surroundings(
                keys.getIfAvailable(), tables.stream().toList(), files.stream().toList());
        return new ShardMoves(stores, readModels, around, settings, clock, step -> {});
    }

    @Bean
    Begin beginMoves(ShardMoves moves, EventStores stores, @Value("${hansard.roles:compliance}") List<String> roles) {
        return new Begin(moves, stores, roles.contains("compliance"));
    }

    /**
     * Once everything that a move waits for is there.
     *
     * @param works whether this process has all that belongs to a workspace beside its rows: exports are the compliance role's
     */
    record Begin(ShardMoves moves, EventStores stores, boolean works) {
        @EventListener(ApplicationReadyEvent.class)
        void begin() {
            if (works && stores.shards().all().size() > 1) moves.start();
        }
    }
}
