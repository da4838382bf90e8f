// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.CpuTimes;

/** CPU seconds that the parts of a cluster have used, and this process. */
record Usage(double edges, double others, double database, double load) {
    static Usage of(Cluster cluster) {
        double edges = 0;
        double others = 0;
        for (Node node : cluster.nodes()) {
            if (node.isEdge()) edges += CpuTimes.of(node.pid());
            else others += CpuTimes.of(node.pid());
        }
        return new Usage(
                edges,
                others,
                CpuTimes.of(cluster.databasePid()),
                CpuTimes.of(ProcessHandle.current().pid()));
    }

    Usage minus(Usage earlier) {
        return new Usage(
                edges - earlier.edges, others - earlier.others, database - earlier.database, load - earlier.load);
    }
}
