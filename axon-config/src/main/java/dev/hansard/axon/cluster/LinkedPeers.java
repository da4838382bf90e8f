// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.api.ChannelKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The other edges, over the links. */
final class LinkedPeers implements Peers, Links.Listener, Followers.Told {
    private final String self;
    private final Links links;
    private @Nullable Followers followers;
    private final Map<String, Listener> listeners = new ConcurrentHashMap<>();

    LinkedPeers(String self, Links links) {
        this.self = self;
        this.links = links;
    }

    void ask(Followers whoIsInterested) {
        followers = whoIsInterested;
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public Set<String> edges() {
        return links.usable().stream()
                .map(Link::node)
                .filter(Node::edge)
                .map(Node::name)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<String> interested(ChannelKey channel) {
        if (followers == null) return Set.of();
        Set<String> interested = new HashSet<>(followers.interested(channel));
        interested.retainAll(edges());
        return interested;
    }

    @Override
    public void tell(Collection<String> nodes, String topic, byte[] message) {
        for (String name : nodes) {
            Link link = links.find(name);
            if (link != null) link.send(new Frame.Tell(topic, message));
        }
    }

    @Override
    public void listen(String topic, Listener listener) {
        listeners.put(topic, listener);
        edges().forEach(listener::joined);
    }

    @Override
    public void told(String node, String topic, byte[] message) {
        Listener listener = listeners.get(topic);
        if (listener != null) listener.told(node, message);
    }

    @Override
    public void up(Link link, long[] positions) {
        if (!link.node().edge()) return;
        for (Listener listener : listeners.values()) listener.joined(link.node().name());
    }

    @Override
    public void gone(Node node) {
        if (!node.edge()) return;
        for (Listener listener : listeners.values()) listener.gone(node.name());
    }
}
