// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
        name = "start",
        mixinStandardHelpOptions = true,
        description = {
            "How long './hansard run' takes on a built tree until it answers, with its database: on a new data folder and again "
                    + "on the same one. And what it holds when nobody uses it.",
            "",
            "The first start, which may have to build, is not counted. --repetitions counts for each kind. With --growth the folder "
                    + "that is started on again holds so much."
        })
final class StartScenario implements Callable<Integer> {
    @Mixin
    BenchOptions options = new BenchOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--idle",
            defaultValue = "15",
            paramLabel = "SECONDS",
            description = "Before memory is looked at (default: 15).")
    int idle = 15;

    /** Of one start. */
    private record Start(double seconds, CpuTimes cpu) {}

    @Override
    public Integer call() throws Exception {
        Path root = BenchOptions.root();
        var results = new Results(
                root.resolve("bench/results"),
                root,
                options.asMap(),
                spec.commandLine().getOut());
        List<String> program = new ArrayList<>(options.pinned());
        program.add(root.resolve("hansard").toString());
        var environment =
                Map.of("HANSARD_HEAP", options.heap, "HANSARD_JAVA_OPTS", String.join(" ", options.serverJavaOptions));
        build(root);
        Path folder = Files.createDirectories(
                root.resolve("bench/target/bed-start-" + ProcessHandle.current().pid()));
        var fresh = new ArrayList<Start>();
        var again = new ArrayList<Start>();
        var row = new LinkedHashMap<String, Object>();
        try {
            for (int i = 0; i <= options.repetitions; i++) {
                try (var server = new ServerProcess(program, environment, folder.resolve("data-" + i), List.of())) {
                    Start start = start(server);
                    results.say((i == 0 ? "not counted: " : "new folder: ") + start);
                    if (i > 0) fresh.add(start);
                    else if (options.growth > 0) fill(server, folder);
                }
            }
            try (var server = new ServerProcess(program, environment, folder.resolve("data-0"), List.of())) {
                for (int i = 0; i < options.repetitions; i++) {
                    Start start = start(server);
                    results.say("same folder: " + start);
                    again.add(start);
                    if (i == options.repetitions - 1) memory(server, row);
                    server.close();
                }
            }
        } finally {
            if (!options.keep) delete(folder);
        }
        results.add("start", List.of(row("new", 0, fresh), row("same", options.growth, again)));
        results.addOne("idle", row);
        return 0;
    }

    /** Whatever is out of date is built by the launcher before it does anything. */
    private static void build(Path root) throws IOException, InterruptedException {
        Process launcher = new ProcessBuilder(root.resolve("hansard").toString(), "run", "--help")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (launcher.waitFor() != 0) throw new IOException("./hansard run --help fails");
    }

    private static Start start(ServerProcess server) throws IOException, InterruptedException {
        long started = System.nanoTime();
        server.start();
        double seconds = (System.nanoTime() - started) / 1e9;
        return new Start(seconds, cpu(server));
    }

    private void fill(ServerProcess server, Path folder) throws IOException, InterruptedException {
        Stored.fill(new AdminDoor(server.url(), server.operatorToken()), folder.resolve("stored.zip"), options.growth);
    }

    private static CpuTimes cpu(ServerProcess server) {
        ProcessHandle database = server.database();
        return CpuTimes.now(server.pid(), database == null ? -1 : database.pid());
    }

    private void memory(ServerProcess server, Map<String, Object> row) throws IOException, InterruptedException {
        CpuTimes before = cpu(server);
        Thread.sleep(idle * 1_000L);
        CpuTimes used = cpu(server).minus(before);
        ProcessHandle database = server.database();
        row.put("pinned", options.pin);
        row.put("collector", server.collector());
        row.put("server RSS MB", Inside.resident(server.pid()) / 1e6);
        row.put("db RSS MB", database == null ? 0.0 : Inside.resident(database.pid()) / 1e6);
        row.put("server cpu s/s", used.server() / idle);
        row.put("db cpu s/s", used.database() / idle);
        row.put("live heap MB", Inside.of(server.pid()).heap() / 1e6);
    }

    private Map<String, Object> row(String folder, int growth, List<Start> starts) {
        var row = new LinkedHashMap<String, Object>();
        row.put("data folder", folder);
        row.put("growth", growth);
        row.put("pinned", options.pin);
        row.put("seconds", Spread.of(starts.stream().map(Start::seconds).toList()));
        row.put(
                "server cpu s",
                Spread.of(starts.stream().map(each -> each.cpu().server()).toList()));
        row.put(
                "db cpu s",
                Spread.of(starts.stream().map(each -> each.cpu().database()).toList()));
        return row;
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
