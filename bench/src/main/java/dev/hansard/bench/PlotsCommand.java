// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.plot.Plots;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "plots",
        mixinStandardHelpOptions = true,
        description = "Draws the latest results of each scenario as SVG files beside them. Measures nothing.")
final class PlotsCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Path results = BenchOptions.root().resolve("bench/results");
        for (Path each : Plots.draw(results)) spec.commandLine().getOut().println(each);
        return 0;
    }
}
