// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.Range;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The links to all other nodes, as they come and go. What they commit goes to the store's feed. */
final class Links implements Link.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);

    /** Hears of nodes. Calls about one node come one after the other. */
    interface Listener {
        default void up(Link link, long[] positions) {}

        default void heard(Link link, Frame frame) {}

        /** It left, or was not heard of within its lease. */
        default void gone(Node node) {}

        /** Some node can be used, or cannot be any more. */
        default void changed() {}
    }

    private final EventStores stores;
    private final Duration lease;
    private final Function<Node, Link> connecting;
    private final EventBytes bytes = new EventBytes();
    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private final Set<Link> met = ConcurrentHashMap.newKeySet();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    Links(EventStores stores, ClusterSettings settings, Frame.Hello hello, LinkSecret secret, Executor threads) {
        this.stores = stores;
        this.lease = settings.lease();
        this.connecting = node -> new Link(node, hello, settings, secret, threads, this);
    }

    void add(Listener listener) {
        listeners.add(listener);
    }

    /** Those that can be asked now. */
    List<Link> usable() {
        return links.values().stream().filter(Link::isUsable).toList();
    }

    @Nullable
    Link find(String name) {
        return links.get(name);
    }

    Collection<Link> all() {
        return links.values();
    }

    /** The other nodes that there are. */
    void set(Collection<Node> others) {
        var names = new HashSet<String>();
        for (Node node : others) {
            names.add(node.name());
            Link known = links.get(node.name());
            if (known != null && !known.node().incarnation().equals(node.incarnation())) {
                drop(known);
                known = null;
            }
            if (known == null) {
                LOG.info("Node {} is at {}:{}", node.name(), node.host(), node.port());
                links.put(node.name(), connecting.apply(node));
            }
        }
        for (Link link : links.values()) {
            if (!names.contains(link.node().name()) && !link.isUsable()) drop(link);
        }
    }

    /** Called now and then, with how far this node is. */
    void beat(long[] positions) {
        for (Link link : links.values()) {
            link.beat(positions);
            if (link.downNanos() > lease.toNanos() && met.remove(link)) tellGone(link);
        }
    }

    private void drop(Link link) {
        links.remove(link.node().name(), link);
        link.close();
        if (met.remove(link)) tellGone(link);
        LOG.info("Node {} is gone", link.node().name());
    }

    private void tellGone(Link link) {
        for (Listener listener : listeners) listener.gone(link.node());
    }

    @Override
    public void up(Link link, long[] positions) {
        met.add(link);
        for (int shard = 0; shard < positions.length; shard++) {
            if (isKnown(shard)) stores.heard(shard, positions[shard]);
        }
        for (Listener listener : listeners) {
            listener.up(link, positions);
            listener.changed();
        }
    }

    @Override
    public void down(Link link) {
        for (Listener listener : listeners) listener.changed();
        if (link.isLeaving() && met.remove(link)) tellGone(link);
    }

    @Override
    public void heard(Link link, Frame frame) {
        if (frame instanceof Frame.Committed committed) committed(link, committed);
        for (Listener listener : listeners) {
            listener.heard(link, frame);
            if (frame instanceof Frame.Leaving) listener.changed();
        }
    }

    /** What this version does not understand is left to the reading of the record, which knows what to do about it. */
    private void committed(Link link, Frame.Committed committed) {
        int shard = committed.shard();
        if (!isKnown(shard)) return;
        try {
            var events = committed.events().stream()
                    .map(event -> bytes.decode(shard, event))
                    .toList();
            stores.heard(new Range(shard, committed.first(), committed.last(), events));
        } catch (RuntimeException e) {
            LOG.warn(
                    "what node {} committed at {} is not understood",
                    link.node().name(),
                    committed.first(),
                    e);
            stores.heard(shard, committed.last());
        }
    }

    private boolean isKnown(int shard) {
        return shard >= 0 && shard < stores.shards().all().size();
    }

    @Override
    public void close() {
        links.values().forEach(Link::close);
        links.clear();
    }
}
