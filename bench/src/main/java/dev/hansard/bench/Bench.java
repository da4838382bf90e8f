// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.fault.FanoutScenario;
import dev.hansard.bench.fault.FaultsScenario;
import dev.hansard.bench.fault.MoveScenario;
import dev.hansard.bench.fault.RollingScenario;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of bench.jar, the load generator: a process of its own beside the server that it starts. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "SCENARIO",
        description = {
            "Measures a real server over its real sockets, on this machine only.",
            "",
            "Each scenario starts server/target/hansard.jar on a fresh data folder under bench/target, prints a table and keeps "
                    + "every row with machine, commit and settings under bench/results. See bench/README.md.",
            "",
            "'micro' runs the JMH micro-benchmarks instead and takes JMH's own options."
        },
        subcommands = {
            PostingScenario.class,
            DeliveryScenario.class,
            ImportScenario.class,
            ReplayScenario.class,
            ExportScenario.class,
            MillionScenario.class,
            KillScenario.class,
            SearchIndexScenario.class,
            RoomsScenario.class,
            BroadcastScenario.class,
            ReadsScenario.class,
            DayScenario.class,
            StartScenario.class,
            RawScenario.class,
            ConnectionsScenario.class,
            ReconnectsScenario.class,
            SearchScenario.class,
            SearchOutageScenario.class,
            ProofsScenario.class,
            FaultsScenario.class,
            RollingScenario.class,
            MoveScenario.class,
            FanoutScenario.class,
            PlotsCommand.class
        })
public final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("micro")) {
            org.openjdk.jmh.Main.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        CommandLine line = commandLine();
        System.exit(args.length == 0 ? line.execute("--help") : line.execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true);
    }
}
