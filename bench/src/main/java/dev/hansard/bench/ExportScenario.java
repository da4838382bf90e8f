// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.ExportWriter.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "How many messages a second an export hands over, with proofs and manifests, and how much heap that takes.",
            "",
            "Each format exports the same history; the first run of each is the warm-up."
        })
final class ExportScenario extends Scenario {
    private static final int AUTHORS = 100;
    private static final int CHANNELS = 4;
    private static final long POLL_MILLIS = 100;

    @Option(names = "--messages", defaultValue = "36000", paramLabel = "N", description = "Default: 36000.")
    int messages = 36_000;

    @Option(
            names = "--format",
            split = ",",
            defaultValue = "jsonl,slack,rsmf",
            paramLabel = "NAME",
            description = "Default: jsonl,slack,rsmf.")
    List<String> formats = List.of("jsonl", "slack", "rsmf");

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
                    .mapToObj(i -> new Channel("C0EXPORT" + i, "export-" + i, everybody))
                    .toList());
            for (int i = 0; i < CHANNELS; i++) writer.history("export-" + i, messages / CHANNELS, AUTHORS);
        }
        AdminDoor admin = bed.admin();
        admin.importExport(zip, Bed.WORKSPACE);
        admin.settle();
        var rows = new ArrayList<Map<String, Object>>();
        for (String format : formats) {
            for (int i = 0; i <= options.repetitions; i++) {
                Map<String, Object> row = measure(bed, admin, format, i);
                results.say("export " + row);
                rows.add(row);
            }
        }
        results.add("export", rows);
    }

    private static Map<String, Object> measure(Bed bed, AdminDoor admin, String format, int run) throws Exception {
        long heapBefore = admin.heap();
        long heapPeak = heapBefore;
        CpuTimes before = bed.cpu();
        long started = System.nanoTime();
        String id = admin.export(Bed.WORKSPACE, format);
        JsonNode job = admin.export(id);
        while (isUnderWay(job)) {
            heapPeak = Math.max(heapPeak, admin.heap());
            Thread.sleep(POLL_MILLIS);
            job = admin.export(id);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        CpuTimes cpu = bed.cpu().minus(before);
        if (!job.path("state").asString().equals("done")) throw new IOException("the export failed: " + job);
        admin.deleteExport(id);
        var row = new LinkedHashMap<String, Object>();
        row.put("format", format);
        row.put("run", run == 0 ? "warm-up" : "run " + run);
        row.put("messages", job.path("items").asLong());
        row.put("seconds", seconds);
        row.put("messages/s", job.path("items").asLong() / seconds);
        row.put("bytes", job.path("size").asLong());
        row.put("heap before MB", heapBefore / 1_000_000);
        row.put("heap peak MB", heapPeak / 1_000_000);
        row.put("server cpu s", cpu.server());
        row.put("db cpu s", cpu.database());
        return row;
    }

    private static boolean isUnderWay(JsonNode job) {
        String state = job.path("state").asString();
        return state.equals("queued") || state.equals("running");
    }
}
