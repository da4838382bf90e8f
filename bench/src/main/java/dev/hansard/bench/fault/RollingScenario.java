// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.BenchOptions;
import dev.hansard.bench.Results;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "rolling",
        mixinStandardHelpOptions = true,
        description = {
            "What people notice of a rolling restart: every process in turn is stopped by SIGTERM and started again, under load.",
            "",
            "Posts are repeated with the same id until they are acknowledged. Ends with status 1 if one was given up, or anything "
                    + "lost, doubled or out of order."
        })
public final class RollingScenario implements Callable<Integer> {
    @Mixin
    TrialOptions options = new TrialOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--rounds", defaultValue = "1", paramLabel = "N", description = "Default: 1.")
    int rounds = 1;

    @Option(
            names = "--pause",
            defaultValue = "5",
            paramLabel = "SECONDS",
            description = "Between one process and the next (default: 5).")
    int pause = 5;

    @Override
    public Integer call() throws Exception {
        Trial.Plan plan = options.plan(null);
        var root = BenchOptions.root();
        var settings = new LinkedHashMap<>(TrialOptions.settings(plan));
        settings.put("rounds", rounds);
        var results = new Results(
                root.resolve("bench/results"),
                root,
                settings,
                spec.commandLine().getOut());
        var trial = new Trial(plan, results);
        Verdict verdict = trial.run(root, spec.name(), (cluster, field, tally) -> {
            for (int round = 0; round < rounds; round++) {
                for (Node node : cluster.nodes()) {
                    boolean clean = node.stop();
                    trial.note(node.name() + (clean ? " has stopped" : " had to be killed"));
                    tally.count("fault restart");
                    node.start();
                    trial.note(node.name() + " is up again");
                    Thread.sleep(pause * 1_000L);
                }
            }
        });
        long failed = verdict.posts() - verdict.acked();
        results.say("failed posts after repeating: " + failed);
        return verdict.isGood() && failed == 0 ? 0 : 1;
    }
}
