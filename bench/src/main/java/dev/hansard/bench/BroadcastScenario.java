// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "broadcast",
        mixinStandardHelpOptions = true,
        description = {
            "What this machine's loopback can deliver: the floor of 'rooms' alone, without a server of ours.",
            "",
            "A process of one thread writes what it reads from one socket to all of the room, what came together in one write, "
                    + "and does nothing else. It also tells how much the clients of this bench can count."
        })
final class BroadcastScenario implements Callable<Integer> {
    @Mixin
    BenchOptions options = new BenchOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--members",
            split = ",",
            defaultValue = "100,1000,5000",
            paramLabel = "N",
            description = "Of one room.")
    List<Integer> members = List.of(100, 1_000, 5_000);

    @Option(
            names = "--rooms",
            defaultValue = "200",
            paramLabel = "N",
            description = "Of 10 members each (default: 200).")
    int rooms = 200;

    @Option(
            names = "--frame",
            defaultValue = "400",
            paramLabel = "BYTES",
            description = "Of each delivery (default: 400).")
    int frame = 400;

    @Override
    public Integer call() throws Exception {
        Path root = BenchOptions.root();
        var settings = new LinkedHashMap<>(options.asMap());
        settings.put("frame", frame);
        var results = new Results(
                root.resolve("bench/results"),
                root,
                settings,
                spec.commandLine().getOut());
        var rows = new ArrayList<Map<String, Object>>();
        var steps = new ArrayList<Map<String, Object>>();
        for (RoomPlan plan : RoomPlan.all(members, rooms)) {
            rows.add(BareRooms.measure(plan, frame, plan.firstRate(), options, results, steps));
        }
        results.add("broadcast-steps", steps);
        results.add("broadcast", rows);
        return 0;
    }
}
