// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.BenchOptions;
import dev.hansard.bench.Results;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A scenario that is a {@link Trial}. */
abstract class TrialScenario implements Callable<Integer> {
    @Mixin
    TrialOptions options = new TrialOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    /**
     * Ends with 1 if the checker finds anything.
     *
     * @param more settings to be kept with the result
     * @param everyPost whether a post that was given up is wrong too
     */
    int judge(Trial.Plan plan, Map<String, ?> more, boolean everyPost, Function<Trial, Trial.Ordeal> ordeal)
            throws Exception {
        var root = BenchOptions.root();
        var settings = new LinkedHashMap<>(TrialOptions.settings(plan));
        settings.putAll(more);
        var results = new Results(
                root.resolve("bench/results"),
                root,
                settings,
                spec.commandLine().getOut());
        var trial = new Trial(plan, results);
        Verdict verdict = trial.run(root, spec.name(), ordeal.apply(trial));
        if (!everyPost) return verdict.isGood() ? 0 : 1;
        long failed = verdict.posts() - verdict.acked();
        results.say("failed posts after repeating: " + failed);
        return verdict.isGood() && failed == 0 ? 0 : 1;
    }
}
