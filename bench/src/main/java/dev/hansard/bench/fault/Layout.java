// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.util.List;

/** Which processes a cluster has. */
enum Layout {
    /** One process with every role. */
    FULL1(new Spec("one", "")),
    /** Two processes with every role. */
    FULL2(new Spec("one", ""), new Spec("two", "")),
    /** A process for each role, and two for the clients. */
    ROLES5(
            new Spec("command", "command"),
            new Spec("query", "query"),
            new Spec("compliance", "compliance"),
            new Spec("edge1", "edge"),
            new Spec("edge2", "edge"));

    /** @param roles as {@code --roles} takes them; empty for all */
    record Spec(String name, String roles) {
        boolean isEdge() {
            return roles.isEmpty() || roles.contains("edge");
        }
    }

    private final List<Spec> nodes;

    Layout(Spec... nodes) {
        this.nodes = List.of(nodes);
    }

    List<Spec> nodes() {
        return nodes;
    }
}
