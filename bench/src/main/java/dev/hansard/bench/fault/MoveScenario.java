// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.BenchOptions;
import dev.hansard.bench.Results;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        description = {
            "What people notice of a workspace that is moved to a second shard and back, over and over, under load.",
            "",
            "Ends with status 1 if a post was given up, or anything lost, doubled or out of order."
        })
public final class MoveScenario implements Callable<Integer> {
    private static final int SHARDS = 2;

    @Mixin
    TrialOptions options = new TrialOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

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
        var root = BenchOptions.root();
        var settings = new LinkedHashMap<>(TrialOptions.settings(plan));
        settings.put("minutes", minutes);
        settings.put("faults", faults);
        var results = new Results(
                root.resolve("bench/results"),
                root,
                settings,
                spec.commandLine().getOut());
        var trial = new Trial(plan, results);
        long millis = (long) (TimeUnit.MINUTES.toMillis(1) * minutes);
        Verdict verdict = trial.run(root, spec.name(), (cluster, field, tally) -> {
            var moves = new Moves(cluster, tally, trial::note);
            var nemesis = new Nemesis(field, tally, faults, plan.seed(), trial::note);
            if (!faults.isEmpty()) nemesis.rageMeanwhile(millis);
            moves.go(millis, (int) TimeUnit.SECONDS.toMillis(pause));
            nemesis.mend();
        });
        long failed = verdict.posts() - verdict.acked();
        results.say("failed posts after repeating: " + failed);
        return verdict.isGood() && failed == 0 ? 0 : 1;
    }
}
