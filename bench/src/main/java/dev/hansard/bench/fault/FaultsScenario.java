// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.fault.sabotage.Breakage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = {
            "Whether anything that was acknowledged is lost, doubled or put in another order while processes, the database and "
                    + "connections fail at random.",
            "",
            "Several servers on one database, on this machine. Ends with status 1 if anything was wrong."
        })
public final class FaultsScenario extends TrialScenario {
    @Option(names = "--minutes", defaultValue = "10", paramLabel = "N", description = "Default: 10.")
    double minutes = 10;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "NAME",
            description = "Only these (default: all of them): ${COMPLETION-CANDIDATES}.")
    List<Fault> faults = Arrays.asList(Fault.values());

    @Option(
            names = "--break",
            paramLabel = "NAME",
            description = "Run servers that are broken on purpose, which the checker has to notice: "
                    + "ack-before-commit, drop-delivery, double-delivery, swap-order.")
    @Nullable
    String breakage;

    @Override
    public Integer call() throws Exception {
        Breakage chosen = breakage == null
                ? null
                : Breakage.valueOf(breakage.toUpperCase(Locale.ROOT).replace('-', '_'));
        Trial.Plan plan = options.plan(chosen);
        var settings = new HashMap<String, Object>(Map.of("minutes", minutes));
        if (chosen != null) settings.put("break", chosen);
        return judge(plan, settings, false, trial -> (cluster, field, tally) -> {
            var nemesis = new Nemesis(field, tally, faults, plan.seed(), trial::note);
            // The blow that shows it for certain; any other kill may fall between two commits.
            if (chosen == Breakage.ACK_BEFORE_COMMIT) nemesis.strike(Fault.KILL_NODE_WITHOUT_DATABASE);
            nemesis.rage((long) (TimeUnit.MINUTES.toMillis(1) * minutes));
        });
    }
}
