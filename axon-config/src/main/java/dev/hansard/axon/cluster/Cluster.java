// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.axon.store.EventStores;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** This node among the others: keeps its lease, finds the others, and takes leave of them. */
public final class Cluster implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);
    private static final long BEAT_MILLIS = 100;
    private static final long QUIET_MILLIS = 10;
    private static final long MEETING_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** After Axon's handlers, which it names to the others, and before the sockets of clients on start; the other way round on stop. */
    private static final int PHASE = Integer.MAX_VALUE - 1_024;

    /** What this node consists of. */
    record Parts(
            EventStores stores,
            NodeTable table,
            Links links,
            Followers followers,
            LinkedInterests interests,
            LinkSecret secret,
            Runnable leave) {}

    /** Makes the node's description once its handlers are known. */
    @FunctionalInterface
    interface Describing {
        Node describe(int port);
    }

    /** Opens the node's door. */
    @FunctionalInterface
    interface Opening {
        LinkServer open();
    }

    private final ClusterSettings settings;
    private final boolean everything;
    private final Parts parts;
    private final Describing describing;
    private final Opening opening;
    private final ReentrantLock meeting = new ReentrantLock();
    private @Nullable LinkServer server;
    private @Nullable ScheduledExecutorService beating;
    private @Nullable Node self;

    Cluster(ClusterSettings settings, boolean everything, Parts parts, Describing describing, Opening opening) {
        this.settings = settings;
        this.everything = everything;
        this.parts = parts;
        this.describing = describing;
        this.opening = opening;
    }

    /** The other nodes that can be asked now. */
    public List<Node> others() {
        return parts.links.usable().stream().map(Link::node).toList();
    }

    /** This node; null before it has started. */
    public synchronized @Nullable Node self() {
        return self;
    }

    @Override
    public void start() {
        open();
        awaitOthers();
    }

    private synchronized void open() {
        if (server != null) return;
        LinkServer door = opening.open();
        server = door;
        Node node = describing.describe(door.port());
        self = node;
        parts.stores.relayTo(parts.followers);
        ScheduledExecutorService beats = Executors.newScheduledThreadPool(
                3, Thread.ofPlatform().daemon().name("cluster-", 0).factory());
        beating = beats;
        parts.followers.onNewcomer(() -> soon(beats, node));
        meet(node);
        long renewal = Math.max(1, settings.lease().toMillis() / 5);
        beats.scheduleWithFixedDelay(() -> meet(node), renewal, renewal, TimeUnit.MILLISECONDS);
        beats.scheduleWithFixedDelay(this::beat, 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        beats.scheduleWithFixedDelay(this::tellQuiet, QUIET_MILLIS, QUIET_MILLIS, TimeUnit.MILLISECONDS);
        LOG.info("Node {} listens at {}:{}", node.name(), node.host(), node.port());
    }

    /** Before this node is called ready it can ask the others, and they can ask it. */
    private void awaitOthers() {
        long deadline = System.nanoTime() + MEETING_NANOS;
        try {
            while (!hasMetAll() && System.nanoTime() < deadline) Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasMetAll() {
        Set<String> following = parts.followers.nodes();
        return parts.links.all().stream()
                .filter(link -> !link.isLeaving())
                .allMatch(link ->
                        link.isUsable() && following.contains(link.node().name()));
    }

    private void soon(ScheduledExecutorService beats, Node node) {
        try {
            beats.execute(() -> meet(node));
        } catch (RejectedExecutionException e) {
            // This node is leaving.
        }
    }

    /** While the database does not answer, the links that there are go on. */
    private void meet(Node node) {
        meeting.lock();
        try {
            parts.table.renew(node, settings.lease());
            parts.links.set(parts.table.alive().stream()
                    .filter(other -> !other.name().equals(node.name()))
                    .toList());
            parts.table.sweep(FORGOTTEN);
            parts.secret.refresh();
        } catch (SQLException | RuntimeException e) {
            LOG.warn("the table of nodes does not answer: {}", e.toString());
        } finally {
            meeting.unlock();
        }
    }

    private void beat() {
        try {
            parts.links.beat(everything ? feeds() : parts.interests.passed());
            parts.followers.tellAlive();
            parts.followers.sweep(settings.lease());
            parts.interests.beat();
        } catch (RuntimeException e) {
            LOG.error("the cluster's beat goes on", e);
        }
    }

    private void tellQuiet() {
        try {
            parts.followers.tellQuiet();
        } catch (RuntimeException e) {
            LOG.error("the cluster's beat goes on", e);
        }
    }

    private long[] feeds() {
        return parts.stores.shards().all().stream()
                .mapToLong(shard -> parts.stores.feed().position(shard.id()))
                .toArray();
    }

    /** The others take over before this node's handlers go. */
    @Override
    public synchronized void stop() {
        LinkServer door = server;
        if (door == null) return;
        server = null;
        parts.leave.run();
        parts.followers.tellLeaving();
        if (beating != null) beating.shutdownNow();
        try {
            if (self != null) parts.table.remove(self);
        } catch (SQLException | RuntimeException e) {
            LOG.warn("the table of nodes does not answer: {}", e.toString());
        }
        door.settle();
        door.close();
        parts.links.close();
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
