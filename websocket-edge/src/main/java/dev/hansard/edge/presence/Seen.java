// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.presence;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * What an edge, or all of them, see of a person.
 *
 * @param active is to be shown as active: used a device of late, or is on the way back, and did not choose to be away
 * @param connections sessions that are open
 * @param idleSeconds since the last activity on any of them; -1 if there is none
 */
record Seen(boolean active, int connections, long idleSeconds) {
    static final Seen NOTHING = new Seen(false, 0, -1);

    /** Both together, seen at two edges. */
    Seen and(Seen other) {
        boolean mine = other.idleSeconds < 0 || (idleSeconds >= 0 && idleSeconds <= other.idleSeconds);
        return new Seen(
                active || other.active, connections + other.connections, mine ? idleSeconds : other.idleSeconds);
    }

    void write(ArrayNode into) {
        into.add(active).add(connections).add(idleSeconds);
    }

    static Seen read(JsonNode from) {
        return new Seen(
                from.path(0).asBoolean(false),
                from.path(1).asInt(0),
                from.path(2).asLong(-1));
    }
}
