// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.plot;

import dev.hansard.bench.plot.Recipe.BarsOfRows;
import dev.hansard.bench.plot.Recipe.LinesOfRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Draws what is in the results: of each scenario the latest run, pinned and not. */
public final class Plots {
    private static final String ROOM = "{rooms} x {members}";

    private static final List<Recipe> RECIPES = List.of(
            new BarsOfRows(
                    "rooms",
                    "rooms-deliveries",
                    "Deliveries a second, last member within 100 ms in 99 of 100 posts (rooms x members)",
                    "per second",
                    0,
                    ROOM,
                    List.of("deliveries/s", "floor deliveries/s")),
            new BarsOfRows(
                    "rooms",
                    "rooms-posts",
                    "Durable posts a second that reach everybody in time (rooms x members)",
                    "per second",
                    0,
                    ROOM,
                    List.of("posts/s")),
            new BarsOfRows(
                    "rooms",
                    "rooms-cpu",
                    "Processor seconds of server and database for a million deliveries (rooms x members)",
                    "s",
                    0,
                    ROOM,
                    List.of("50/s cpu s/M", "half cpu s/M", "cpu s/M", "floor cpu s/M")),
            new BarsOfRows(
                    "rooms",
                    "rooms-latency",
                    "From a post's due moment to the last member, p99 (rooms x members)",
                    "ms",
                    25,
                    ROOM,
                    List.of("50/s last p99 ms", "half last p99 ms", "last p99 ms")),
            new LinesOfRows(
                    "rooms-steps",
                    "rooms-steps",
                    "What was tried: deliveries a second, and p99 to the last member",
                    "deliveries/s",
                    "last p99 ms",
                    100,
                    "{of} " + ROOM),
            new LinesOfRows(
                    "broadcast-steps",
                    "broadcast-steps",
                    "The bare broadcast: deliveries a second, and p99 to the last member",
                    "deliveries/s",
                    "last p99 ms",
                    100,
                    ROOM),
            new BarsOfRows(
                    "posting",
                    "posting",
                    "Durable posts a second (door, channels, senders)",
                    "per second",
                    0,
                    "{via} {channels}/{senders}",
                    List.of("posts/s")),
            new BarsOfRows(
                    "raw",
                    "raw",
                    "Durable inserts into the database alone (connections x rows of a commit)",
                    "rows/s",
                    0,
                    "{connections} x {rows per commit}",
                    List.of("rows/s")),
            new BarsOfRows(
                    "reads", "reads", "Reading at a steady rate", "ms", 10, "{request}", List.of("p50 ms", "p99 ms")),
            new BarsOfRows(
                    "day-actions",
                    "day-actions",
                    "A day in the office: from an action's due moment to its answer",
                    "ms",
                    0,
                    "{action}",
                    List.of("p50 ms", "p99 ms")),
            new BarsOfRows(
                    "day",
                    "day",
                    "A day in the office: from a post's due moment to the last member",
                    "ms",
                    0,
                    "run {run}",
                    List.of("last p50 ms", "last p99 ms")),
            new BarsOfRows(
                    "start",
                    "start",
                    "From 'hansard run' until the server answers, with its database",
                    "s",
                    8,
                    "{data folder} data folder",
                    List.of("seconds", "server cpu s", "db cpu s")),
            new BarsOfRows(
                    "replay",
                    "replay",
                    "Events a second of a rebuilt read model",
                    "per second",
                    80_000,
                    "{projection} {run}",
                    List.of("events/s")),
            new BarsOfRows(
                    "import",
                    "import",
                    "Messages a second of an import",
                    "per second",
                    0,
                    "{run}",
                    List.of("messages/s")),
            new BarsOfRows(
                    "export",
                    "export",
                    "Messages a second of an export",
                    "per second",
                    0,
                    "{format} {run}",
                    List.of("messages/s")),
            new BarsOfRows(
                    "connections",
                    "connections",
                    "Memory of an idle connection",
                    "bytes",
                    10_000,
                    "{connections} connections",
                    List.of("heap B each", "outside the heap B each")));

    /** Of rooms that were measured with both. */
    private static final List<Recipe> TRANSPORTS = List.of(
            new BarsOfRows(
                    "rooms",
                    "transports-deliveries",
                    "Both transports: deliveries a second, last member within 100 ms in 99 of 100 posts (rooms x members)",
                    "per second",
                    0,
                    "{transport} " + ROOM,
                    List.of("deliveries/s")),
            new BarsOfRows(
                    "rooms",
                    "transports-cpu",
                    "Both transports: processor seconds of server and database for a million deliveries (rooms x members)",
                    "s",
                    0,
                    "{transport} " + ROOM,
                    List.of("half cpu s/M", "cpu s/M")));

    private Plots() {}

    /**
     * Writes a chart for each run that there is one for, beside the results.
     *
     * @param results folder with files of JSON lines
     */
    public static List<Path> draw(Path results) throws IOException {
        var lines = new ArrayList<String>();
        try (var files = Files.list(results)) {
            for (Path each : files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                lines.addAll(Files.readAllLines(each));
            }
        }
        var drawn = new ArrayList<Path>();
        List<Run> latest = Run.latest(lines);
        for (Run run : latest) {
            for (Recipe recipe : RECIPES) draw(recipe, run, results, drawn);
            latest.stream()
                    .filter(each -> each.scenario().equals(run.scenario()))
                    .filter(each -> each.variant().equals(run.variant() + Run.SPRING))
                    .map(spring -> run.beside(spring, ROOM))
                    .forEach(both -> TRANSPORTS.forEach(recipe -> draw(recipe, both, results, drawn)));
        }
        return drawn;
    }

    private static void draw(Recipe recipe, Run run, Path results, List<Path> drawn) {
        if (!recipe.scenario().equals(run.scenario())) return;
        Path file = results.resolve(recipe.name() + run.variant() + ".svg");
        try {
            Files.writeString(file, recipe.of(run).svg());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        drawn.add(file);
    }
}
