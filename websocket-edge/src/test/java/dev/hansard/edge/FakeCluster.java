// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge;

import dev.hansard.api.ChannelKey;
import dev.hansard.axon.cluster.Peers;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** Edges in one process that hear each other at once. */
public final class FakeCluster {
    /** What was told, for a test that counts. */
    public record Told(String from, String to, String topic) {}

    public final List<Told> told = new CopyOnWriteArrayList<>();
    private boolean cut;
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    private final class Node implements Peers {
        private final String name;
        private final Map<String, Listener> listeners = new LinkedHashMap<>();

        Node(String name) {
            this.name = name;
        }

        @Override
        public String self() {
            return name;
        }

        @Override
        public Set<String> edges() {
            synchronized (FakeCluster.this) {
                var others = new TreeSet<>(nodes.keySet());
                others.remove(name);
                return others;
            }
        }

        @Override
        public Set<String> interested(ChannelKey channel) {
            return edges();
        }

        @Override
        public void tell(Collection<String> to, String topic, byte[] message) {
            synchronized (FakeCluster.this) {
                if (cut || nodes.get(name) != this) return;
                for (String each : List.copyOf(to)) {
                    Node node = nodes.get(each);
                    if (node == null) continue;
                    told.add(new Told(name, each, topic));
                    Listener listener = node.listeners.get(topic);
                    if (listener != null) listener.told(name, message);
                }
            }
        }

        @Override
        public void listen(String topic, Listener listener) {
            synchronized (FakeCluster.this) {
                listeners.put(topic, listener);
                for (Node other : nodes.values()) {
                    if (other == this) continue;
                    listener.joined(other.name);
                    Listener there = other.listeners.get(topic);
                    if (there != null) there.joined(name);
                }
            }
        }
    }

    /** The others hear of it as soon as it listens. */
    public synchronized Peers join(String name) {
        var node = new Node(name);
        nodes.put(name, node);
        return node;
    }

    /** From now on nothing that is told arrives. */
    public synchronized void cut(boolean now) {
        cut = now;
    }

    /** The links of all to it break and are made again, which nobody takes for its end. */
    public synchronized void relink(String name) {
        Node node = nodes.get(name);
        for (Node other : nodes.values()) {
            if (other == node) continue;
            other.listeners.values().forEach(listener -> listener.joined(name));
            node.listeners.values().forEach(listener -> listener.joined(other.name));
        }
    }

    /** It stops existing without a word. */
    public synchronized void lose(String name) {
        nodes.remove(name);
        nodes.values().forEach(other -> other.listeners.values().forEach(listener -> listener.gone(name)));
    }
}
