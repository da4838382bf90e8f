// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.RtmDoorman;
import dev.hansard.bench.load.Doorman;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Sends every client to an edge, each in turn. */
final class EdgeDoorman implements Doorman {
    private final List<RtmDoorman> edges;

    EdgeDoorman(List<Node> edges, IntFunction<String> tokens) {
        this.edges =
                edges.stream().map(edge -> new RtmDoorman(edge::url, tokens)).toList();
    }

    @Override
    public URI url(int client, @Nullable String cursor) throws IOException, InterruptedException, TurnedAway {
        return edges.get(client % edges.size()).url(client, cursor);
    }
}
