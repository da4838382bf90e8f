// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** What all clients of a run share. */
record Stage(Checker checker, Tally tally, List<Edge> edges, Town town, Consumer<String> diary) {
    /** Any edge but the one that just failed, if there is another. */
    Edge other(Edge failed, Random random) {
        if (edges.size() == 1) return failed;
        Edge next = failed;
        while (next.equals(failed)) next = edges.get(random.nextInt(edges.size()));
        return next;
    }
}
