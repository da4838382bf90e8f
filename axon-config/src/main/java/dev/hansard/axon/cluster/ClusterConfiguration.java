// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.axon.bus.DurableCommandBus;
import dev.hansard.axon.bus.Heads;
import dev.hansard.axon.content.KeyRing;
import dev.hansard.axon.store.EventStores;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.distributed.DistributedCommandBus;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** What a process needs when it is not alone. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("hansard.cluster.enabled")
@EnableConfigurationProperties(ClusterSettings.class)
public class ClusterConfiguration {
    private static final String EDGE = "edge";

    /** How this process introduces itself. */
    @Bean
    Frame.Hello hello(ClusterSettings settings, @Value("${hansard.roles:}") Set<String> roles) {
        String name = settings.name();
        boolean edge = roles.contains(EDGE);
        return new Frame.Hello(name == null ? unique() : name, edge, !roles.equals(Set.of(EDGE)));
    }

    private static String unique() {
        return "node-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Bean
    LinkSecret linkSecret(EventStores stores, ObjectProvider<KeyRing> keys) throws SQLException {
        KeyRing ring = keys.getIfAvailable();
        return new LinkSecret(stores.shards(), ring == null ? null : ring.master(0));
    }

    @Bean
    Links links(EventStores stores, ClusterSettings settings, Frame.Hello hello, LinkSecret secret) {
        return new Links(stores, settings, hello, secret, Executors.newVirtualThreadPerTaskExecutor());
    }

    @Bean
    LinkedPeers peers(Frame.Hello hello, Links links) {
        var peers = new LinkedPeers(hello.node(), links);
        links.add(peers);
        return peers;
    }

    @Bean
    Followers followers(EventStores stores, ClusterSettings settings, LinkedPeers peers) {
        var followers = new Followers(stores, settings.buffer(), peers);
        peers.ask(followers);
        return followers;
    }

    @Bean
    LinkedInterests interests(EventStores stores, Frame.Hello hello, Links links) {
        var interests = new LinkedInterests(stores.shards().all().size(), hello.everything());
        links.add(interests);
        return interests;
    }

    /** Commands and queries over the links; with an Axon Server they go over that. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
    static class Buses {
        @Bean
        LinkedCommands linkedCommands(
                Frame.Hello hello, Links links, DurableCommandBus local, RoutingStrategy routing) {
            var commands = new LinkedCommands(hello.node(), links, local, routing);
            links.add(commands);
            return commands;
        }

        @Bean
        @Primary
        CommandBus distributedCommandBus(LinkedCommands commands) {
            return DistributedCommandBus.builder()
                    .commandRouter(commands)
                    .connector(commands)
                    .build();
        }

        @Bean
        LinkedQueryBus queryBus(Links links, Heads heads) {
            SimpleQueryBus local = SimpleQueryBus.builder()
                    .transactionManager(NoTransactionManager.instance())
                    .build();
            return new LinkedQueryBus(links, local, heads);
        }
    }

    @Bean
    Cluster cluster(
            ClusterSettings settings,
            Frame.Hello hello,
            EventStores stores,
            LinkSecret secret,
            Links links,
            Followers followers,
            LinkedInterests interests,
            MeterRegistry metrics,
            ObjectProvider<LinkedCommands> linkedCommands,
            ObjectProvider<LinkedQueryBus> linkedQueries) {
        requireTls(settings);
        Gauge.builder("hansard.cluster.nodes", links, all -> all.usable().size())
                .description("other nodes that can be asked now")
                .register(metrics);
        @Nullable LinkedCommands commands = linkedCommands.getIfAvailable();
        @Nullable LinkedQueryBus queries = linkedQueries.getIfAvailable();
        Runnable leave = commands == null ? () -> {} : commands::leave;
        var parts =
                new Cluster.Parts(stores, new NodeTable(stores.shards()), links, followers, interests, secret, leave);
        Cluster.Describing describing = port -> new Node(
                hello.node(),
                UUID.randomUUID().toString(),
                settings.host(),
                Objects.requireNonNullElse(settings.advertisedPort(), port),
                hello.edge(),
                commands == null ? Set.of() : commands.names(),
                queries == null ? Set.of() : queries.names());
        Cluster.Opening opening = () -> new LinkServer(
                settings,
                secret,
                followers,
                commands == null ? ClusterConfiguration::nothing : commands::handle,
                queries == null ? ClusterConfiguration::nothing : queries::handle);
        return new Cluster(settings, hello.everything(), parts, describing, opening);
    }

    private static CompletableFuture<byte[]> nothing(byte[] request) {
        return CompletableFuture.failedFuture(new IllegalStateException("asked over Axon Server only"));
    }

    /** What travels on a link is readable for whoever can listen to it. */
    private static void requireTls(ClusterSettings settings) {
        if (settings.tls() != null) return;
        try {
            if (InetAddress.getByName(settings.host()).isLoopbackAddress()) return;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("hansard.cluster.host is unknown: " + settings.host(), e);
        }
        throw new IllegalArgumentException("hansard.cluster.host is " + settings.host()
                + ", so links leave this machine: name the certificates in hansard.cluster.tls");
    }
}
