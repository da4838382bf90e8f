// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rolling",
        mixinStandardHelpOptions = true,
        description = {
            "What people notice of a rolling restart: every process in turn is stopped by SIGTERM and started again, under load.",
            "",
            "Posts are repeated with the same id until they are acknowledged. Ends with status 1 if one was given up, or anything "
                    + "lost, doubled or out of order."
        })
public final class RollingScenario extends TrialScenario {
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
        return judge(options.plan(null), Map.of("rounds", rounds), true, trial -> (cluster, field, tally) -> {
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
    }
}
