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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "How fast a workspace export comes in, and how fast a repeated import finds that all is there.",
            "",
            "The repetitions go into workspaces of their own on the same server; the first one is the warm-up."
        })
final class ImportScenario extends Scenario {
    private static final int AUTHORS = 100;

    @Option(names = "--archive", paramLabel = "FILE", description = "A Slack export (default: a generated one).")
    @Nullable
    Path archive;

    @Option(
            names = "--messages",
            defaultValue = "40000",
            paramLabel = "N",
            description = "Messages of the generated export, in two channels (default: 40000).")
    int messages = 40_000;

    @Override
    Map<String, Object> settings() {
        return Map.of(
                "archive",
                archive == null
                        ? "generated, " + messages + " messages"
                        : archive.getFileName().toString());
    }

    @Override
    void run(Bed bed, Results results) throws Exception {
        Path zip = archive == null ? generate(bed.file("generated.zip")) : archive.toAbsolutePath();
        var rows = new ArrayList<Map<String, Object>>();
        for (int i = 0; i <= options.repetitions; i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("run", i == 0 ? "warm-up" : "run " + i);
            measure(bed, zip, "Import " + i, row);
            results.say("import " + row);
            rows.add(row);
        }
        Map<String, Object> again = new LinkedHashMap<>();
        again.put("run", "repeated");
        measure(bed, zip, "Import 1", again);
        rows.add(again);
        results.add("import", rows);
    }

    private static void measure(Bed bed, Path zip, String workspace, Map<String, Object> row)
            throws IOException, InterruptedException {
        AdminDoor admin = bed.admin();
        admin.settle();
        long before = admin.head();
        CpuTimes cpuBefore = bed.cpu();
        long started = System.nanoTime();
        JsonNode report = admin.importExport(zip, workspace);
        double seconds = (System.nanoTime() - started) / 1e9;
        CpuTimes cpu = bed.cpu().minus(cpuBefore);
        long events = admin.head() - before;
        admin.settle();
        double settled = (System.nanoTime() - started) / 1e9;
        long inArchive = 0;
        long imported = 0;
        for (JsonNode channel : report.path("channels")) {
            inArchive += channel.path("messages").path("inArchive").asLong();
            imported += channel.path("messages").path("imported").asLong();
        }
        row.put("messages", inArchive);
        row.put("imported", imported);
        row.put("events", events);
        row.put("seconds", seconds);
        row.put("messages/s", inArchive / seconds);
        row.put("events/s", events / seconds);
        row.put("readable after s", settled);
        row.put("server cpu s", cpu.server());
        row.put("db cpu s", cpu.database());
    }

    private Path generate(Path file) throws IOException {
        List<Integer> everybody = IntStream.range(0, AUTHORS).boxed().toList();
        try (var writer = new ExportWriter(file)) {
            writer.people(AUTHORS);
            writer.channels(List.of(
                    new Channel("C0IMPORTA", "first", everybody), new Channel("C0IMPORTB", "second", everybody)));
            writer.history("first", messages / 2, AUTHORS);
            writer.history("second", messages / 2, AUTHORS);
        }
        return file;
    }
}
