// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        description = {
            "What people notice of a workspace that is moved to a second shard and back, over and over, under load.",
            "",
            "Ends with status 1 if a post was given up, or anything lost, doubled or out of order."
        })
public final class MoveScenario extends TrialScenario {
    private static final int SHARDS = 2;

    @Option(names = "--minutes", defaultValue = "3", paramLabel = "N", description = "Default: 3.")
    double minutes = 3;

    @Option(
            names = "--pause",
            defaultValue = "3",
            paramLabel = "SECONDS",
            description = "Between one move and the next (default: 3).")
    int pause = 3;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "NAME",
            description = "Strike meanwhile, as bench faults does (default: none): ${COMPLETION-CANDIDATES}.")
    List<Fault> faults = List.of();

    @Override
    public Integer call() throws Exception {
        Trial.Plan plan = options.plan(null, SHARDS);
        long millis = (long) (TimeUnit.MINUTES.toMillis(1) * minutes);
        return judge(plan, Map.of("minutes", minutes, "faults", faults), true, trial -> (cluster, field, tally) -> {
            var moves = new Moves(cluster, tally, trial::note);
            var nemesis = new Nemesis(field, tally, faults, plan.seed(), trial::note);
            if (!faults.isEmpty()) nemesis.rageMeanwhile(millis);
            moves.go(millis, (int) TimeUnit.SECONDS.toMillis(pause));
            nemesis.mend();
        });
    }
}
