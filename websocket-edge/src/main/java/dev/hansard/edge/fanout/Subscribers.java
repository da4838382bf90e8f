// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.edge.transport.Connection;
import dev.hansard.edge.transport.Lane;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Connections that get the same frames, by lane. The list of a lane stays the same object until somebody comes or goes. */
final class Subscribers {
    private static final class Group {
        private final Set<Connection> connections = new HashSet<>(4);
        private @Nullable List<Connection> snapshot;

        List<Connection> snapshot() {
            List<Connection> known = snapshot;
            if (known == null) snapshot = known = List.copyOf(connections);
            return known;
        }
    }

    private final Map<Lane, Group> groups = new HashMap<>(4);

    void add(Connection connection) {
        Group group = groups.computeIfAbsent(connection.lane(), lane -> new Group());
        if (group.connections.add(connection)) group.snapshot = null;
    }

    void remove(Connection connection) {
        Group group = groups.get(connection.lane());
        if (group == null || !group.connections.remove(connection)) return;
        group.snapshot = null;
        if (group.connections.isEmpty()) groups.remove(connection.lane());
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    boolean contains(Connection connection) {
        Group group = groups.get(connection.lane());
        return group != null && group.connections.contains(connection);
    }

    void forEachLane(BiConsumer<Lane, List<Connection>> action) {
        groups.forEach((lane, group) -> action.accept(lane, group.snapshot()));
    }
}
