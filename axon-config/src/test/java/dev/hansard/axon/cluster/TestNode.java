// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.api.DomainEvent;
import dev.hansard.axon.bus.AggregateCache;
import dev.hansard.axon.content.PlainVault;
import dev.hansard.axon.store.CommitFeed;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** A node without handlers on a real database, which never asks that database whether there is something new. */
final class TestNode implements AutoCloseable, CommitFeed.Listener {
    final EventStores stores;
    final Links links;
    final LinkedPeers peers;
    final LinkedInterests interests;
    final Followers followers;
    final Cluster cluster;
    final List<CommittedEvent> heard = new ArrayList<>();
    /** What commands from other nodes are answered. */
    volatile LinkServer.Handler handler = TestNode::nothing;

    private LinkServer door;

    TestNode(String name, boolean edge, boolean everything, StoreSettings settings) throws SQLException {
        var cluster = new ClusterSettings(
                true,
                name,
                "127.0.0.1",
                0,
                null,
                null,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                4 << 20);
        stores = new EventStores(
                neverAsking(settings),
                shardOf -> new PlainVault(),
                new AggregateCache(10),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        var hello = new Frame.Hello(name, edge, everything);
        var secret = new LinkSecret(stores.shards(), null);
        links = new Links(stores, cluster, hello, secret, Executors.newVirtualThreadPerTaskExecutor());
        peers = new LinkedPeers(name, links);
        links.add(peers);
        followers = new Followers(stores, 4 << 20, peers);
        peers.ask(followers);
        interests = new LinkedInterests(settings.shards().size(), everything);
        links.add(interests);
        stores.feed().subscribe(this);
        for (int shard = 0; shard < settings.shards().size(); shard++) {
            interests.passed(shard, stores.feed().position(shard));
        }
        var parts = new Cluster.Parts(
                stores, new NodeTable(stores.shards()), links, followers, interests, secret, () -> {});
        this.cluster = new Cluster(
                cluster,
                everything,
                parts,
                port -> new Node(name, UUID.randomUUID().toString(), "127.0.0.1", port, edge, Set.of(), Set.of()),
                () -> door = new LinkServer(cluster, secret, followers, this::handle, TestNode::nothing));
        this.cluster.start();
    }

    private CompletableFuture<byte[]> handle(byte[] command) {
        return handler.apply(command);
    }

    private static CompletableFuture<byte[]> nothing(byte[] request) {
        return CompletableFuture.failedFuture(new IllegalStateException("nothing is handled here"));
    }

    private static StoreSettings neverAsking(StoreSettings settings) {
        return new StoreSettings(
                settings.shards(),
                settings.readers(),
                settings.maxQueuedAppends(),
                settings.maxBatch(),
                settings.commitDeadline(),
                Duration.ofHours(1),
                settings.snapshotEvery(),
                settings.cachedAggregates(),
                settings.cachedEventBytes(),
                settings.projectionBatch(),
                settings.replayBatch(),
                settings.regions());
    }

    int port() {
        return door.port();
    }

    @Override
    public void committed(int shard, List<CommittedEvent> events) {
        synchronized (heard) {
            heard.addAll(events);
        }
        interests.passed(shard, events.getLast().position());
    }

    @Override
    public void passed(int shard, long position) {
        interests.passed(shard, position);
    }

    List<Long> positions() {
        synchronized (heard) {
            return heard.stream().map(CommittedEvent::position).toList();
        }
    }

    /** Commits here; each event continues its stream. */
    void append(DomainEvent... events) {
        var messages = new ArrayList<GenericDomainEventMessage<DomainEvent>>();
        for (DomainEvent event : events) {
            stores.shards().place(event.workspace(), null);
            long next = stores.log().stream(event.streamId(), 0, 10_000).size()
                    + messages.stream()
                            .filter(each -> each.getAggregateIdentifier().equals(event.streamId()))
                            .count();
            messages.add(new GenericDomainEventMessage<>("test", event.streamId(), next, event));
        }
        stores.engine().appendEvents(messages);
        stores.pipeline().takeAppend().join();
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            if (condition.getAsBoolean()) return;
            Thread.sleep(10);
        }
        throw new AssertionError("does not happen");
    }

    @Override
    public void close() {
        cluster.stop();
        stores.close();
    }
}
