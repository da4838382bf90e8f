// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.ExportWriter.Channel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "How many events a second a read model is rebuilt from, while the old one serves.")
final class ReplayScenario extends Scenario {
    private static final int AUTHORS = 100;
    private static final int CHANNELS = 10;

    @Option(names = "--messages", defaultValue = "300000", paramLabel = "N", description = "Default: 300000.")
    int messages = 300_000;

    @Option(
            names = "--projection",
            split = ",",
            paramLabel = "NAME",
            description = "Read models to rebuild (default: all).")
    List<String> projections = List.of();

    @Override
    Map<String, Object> settings() {
        return Map.of("messages", messages, "channels", CHANNELS);
    }

    @Override
    void run(Bed bed, Results results) throws Exception {
        Path zip = bed.file("history.zip");
        List<Integer> everybody = IntStream.range(0, AUTHORS).boxed().toList();
        try (var writer = new ExportWriter(zip)) {
            writer.people(AUTHORS);
            writer.channels(IntStream.range(0, CHANNELS)
                    .mapToObj(i -> new Channel("C0REPLAY" + i, "replay-" + i, everybody))
                    .toList());
            for (int i = 0; i < CHANNELS; i++) writer.history("replay-" + i, messages / CHANNELS, AUTHORS);
        }
        AdminDoor admin = bed.admin();
        admin.importExport(zip, Bed.WORKSPACE);
        admin.settle();
        var names = new TreeSet<String>(projections);
        if (names.isEmpty()) {
            for (JsonNode each : admin.status().path("projections"))
                names.add(each.path("projection").asString());
        }
        var rows = new ArrayList<Map<String, Object>>();
        for (String projection : names) {
            for (int i = 0; i <= options.repetitions; i++) {
                Map<String, Object> row = measure(bed, admin, projection, i);
                results.say("replay " + row);
                rows.add(row);
            }
        }
        results.add("replay", rows);
    }

    private static Map<String, Object> measure(Bed bed, AdminDoor admin, String projection, int run) throws Exception {
        long events = admin.head();
        CpuTimes before = bed.cpu();
        long started = System.nanoTime();
        admin.replay(projection);
        double seconds = (System.nanoTime() - started) / 1e9;
        CpuTimes cpu = bed.cpu().minus(before);
        var row = new LinkedHashMap<String, Object>();
        row.put("projection", projection);
        row.put("run", run == 0 ? "warm-up" : "run " + run);
        row.put("events", events);
        row.put("seconds", seconds);
        row.put("events/s", events / seconds);
        row.put("server cpu s", cpu.server());
        row.put("db cpu s", cpu.database());
        return row;
    }
}
