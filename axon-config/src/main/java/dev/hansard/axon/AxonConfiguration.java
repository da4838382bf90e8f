// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon;

import dev.hansard.api.Rejection;
import dev.hansard.axon.audit.AuditSettings;
import dev.hansard.axon.audit.AuditTrail;
import dev.hansard.axon.audit.DurableAuditTrail;
import dev.hansard.axon.audit.Refusals;
import dev.hansard.axon.bus.AggregateCache;
import dev.hansard.axon.bus.AxonCommands;
import dev.hansard.axon.bus.AxonQueries;
import dev.hansard.axon.bus.CommandTargets;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.DurableCommandBus;
import dev.hansard.axon.bus.Heads;
import dev.hansard.axon.bus.LiveSnapshotter;
import dev.hansard.axon.bus.Queries;
import dev.hansard.axon.bus.RefusalDetails;
import dev.hansard.axon.cases.CaseConfiguration;
import dev.hansard.axon.cluster.ClusterConfiguration;
import dev.hansard.axon.cluster.Interests;
import dev.hansard.axon.cluster.NoPeers;
import dev.hansard.axon.cluster.Peers;
import dev.hansard.axon.content.KeyConfiguration;
import dev.hansard.axon.content.KeyRing;
import dev.hansard.axon.content.PlainVault;
import dev.hansard.axon.preservation.PreservationConfiguration;
import dev.hansard.axon.process.Background;
import dev.hansard.axon.process.OutsideReadModel;
import dev.hansard.axon.process.Projection;
import dev.hansard.axon.process.Projections;
import dev.hansard.axon.serial.BusJson;
import dev.hansard.axon.shards.ShardConfiguration;
import dev.hansard.axon.store.CommitFeed;
import dev.hansard.axon.store.ConversationLog;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.MetaKeys;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.StoreSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * The infrastructure that every role shares. It names each part itself: Axon's own auto-configuration would silently fall
 * back to a bus without a store.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({StoreSettings.class, AuditSettings.class})
@Import({
    ClusterConfiguration.class,
    KeyConfiguration.class,
    PreservationConfiguration.class,
    CaseConfiguration.class,
    ShardConfiguration.class
})
public class AxonConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    AggregateCache aggregateCache(StoreSettings settings) {
        return new AggregateCache(settings.cachedAggregates());
    }

    @Bean
    EventStores eventStores(
            StoreSettings settings,
            ObjectProvider<KeyRing> keys,
            AggregateCache cache,
            Clock clock,
            MeterRegistry meters) {
        KeyRing ring = keys.getIfAvailable();
        return new EventStores(
                settings, ring == null ? shardOf -> new PlainVault() : ring::vault, cache, clock, meters);
    }

    @Bean
    Shards shards(EventStores stores) {
        return stores.shards();
    }

    @Bean
    EventLog eventLog(EventStores stores) {
        return stores.log();
    }

    @Bean
    ConversationLog conversationLog(EventStores stores) {
        return stores.conversations();
    }

    @Bean
    CommitFeed commitFeed(EventStores stores) {
        return stores.feed();
    }

    @Bean
    @Primary
    EventStorageEngine eventStorageEngine(EventStores stores) {
        return stores.engine();
    }

    @Bean
    Projections projections(
            EventStores stores,
            ObjectProvider<Projection> projections,
            ObjectProvider<OutsideReadModel> outside,
            StoreSettings settings,
            MeterRegistry meters) {
        return new Projections(
                stores,
                projections.orderedStream().toList(),
                outside.orderedStream().toList(),
                settings,
                meters);
    }

    /** The store commits by itself and nothing else may join a command's transaction. */
    @Bean
    TransactionManager transactionManager() {
        return NoTransactionManager.instance();
    }

    @Bean
    @Primary
    Serializer serializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(BusJson::onto)
                .build();
    }

    @Bean
    CorrelationDataProvider correlation() {
        return message -> {
            var data = new HashMap<String, Object>();
            for (String key : List.of(MetaKeys.ACTOR, MetaKeys.APP, MetaKeys.CORRELATION, MetaKeys.ADDRESS)) {
                Object value = message.getMetaData().get(key);
                if (value != null) data.put(key, value);
            }
            if (message instanceof CommandMessage<?>) data.put(MetaKeys.CAUSE, message.getIdentifier());
            return data;
        };
    }

    /** A refusal rolls nothing back: it comes before the first event, and a rollback would throw the aggregate out of the cache. */
    @Bean
    @Qualifier("localSegment")
    DurableCommandBus localCommands(
            Configuration axon,
            EventStores stores,
            AggregateCache cache,
            Heads heads,
            @Value("${axon.axonserver.enabled:false}") boolean axonServer) {
        SimpleCommandBus handlers = SimpleCommandBus.builder()
                .transactionManager(NoTransactionManager.instance())
                .rollbackConfiguration(failure -> !(failure instanceof Rejection))
                .build();
        handlers.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        Function<Rejection, Throwable> refusals =
                axonServer ? refused -> RefusalDetails.of(refused).ofCommand() : refused -> refused;
        return new DurableCommandBus(handlers, stores.pipeline(), cache, heads, refusals);
    }

    @Bean
    RoutingStrategy routing() {
        return CommandTargets::routingKey;
    }

    @Bean
    Heads heads(EventStores stores, @Value("${hansard.cluster.enabled:false}") boolean clustered) {
        return new Heads(stores, clustered);
    }

    @Bean
    @ConditionalOnMissingBean
    Interests interests() {
        return Interests.EVERYTHING;
    }

    @Bean
    @ConditionalOnMissingBean
    Peers peers() {
        return new NoPeers();
    }

    @Bean
    CommandTargetResolver commandTargets() {
        return new CommandTargets();
    }

    @Bean
    Commands commands(CommandBus bus, Heads heads) {
        return new AxonCommands(bus, heads);
    }

    @Bean
    AuditTrail auditTrail(Commands commands, Shards shards, AuditSettings settings, Clock clock, MeterRegistry meters) {
        return new DurableAuditTrail(commands, shards, settings, clock, meters);
    }

    @Bean
    Refusals refusals(AuditTrail trail, AuditSettings settings) {
        return new Refusals(trail, settings);
    }

    @Bean
    Queries queries(QueryBus bus, Heads heads) {
        return new AxonQueries(bus, heads);
    }

    /** On a thread of its own, so that no command waits for a snapshot. */
    @Bean
    Snapshotter snapshotter(Configuration axon, AggregateCache cache, EventStores stores) {
        return new LiveSnapshotter(
                axon::repository,
                cache,
                stores.pipeline(),
                Executors.newSingleThreadExecutor(Background.threads("snapshotter")));
    }

    @Bean
    SnapshotTriggerDefinition snapshotTrigger(Snapshotter snapshotter, StoreSettings settings) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, settings.snapshotEvery());
    }
}
