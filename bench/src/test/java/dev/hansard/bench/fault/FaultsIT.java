// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.bench.BenchOptions;
import dev.hansard.bench.Results;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One round of what {@code ./hansard bench faults} does for as long as one likes. */
class FaultsIT {
    @TempDir
    Path folder;

    @Test
    void nothingAcknowledgedShouldBeLostDoubledOrReorderedWhenTheDatabaseDiesAndClientsAreCutOff() throws Exception {
        Path root = BenchOptions.root();
        var random = new Random(1);
        var results = new Results(folder, root, Map.of(), new PrintWriter(System.out));
        var plan = new Trial.Plan(Layout.FULL1, 1, new Mischief(null), List.of(), 1, 6, 6, 5, 60, false);
        Verdict verdict = new Trial(plan, results).run(root, "faults", (cluster, field, tally) -> {
            field.withEdge(random, edge -> {
                edge.set(Line.State.CUT);
                Thread.sleep(300);
                edge.set(Line.State.OPEN);
            });
            field.withDatabase(pid -> {
                Signals.kill(pid);
                Thread.sleep(500);
            });
            Thread.sleep(1_000);
        });

        assertThat(verdict.charges().cases()).isEmpty();
        assertThat(verdict.acked()).isPositive();
        assertThat(verdict.deliveries()).isGreaterThan(verdict.acked());
        assertThat(verdict.acked()).isEqualTo(verdict.posts());
    }
}
