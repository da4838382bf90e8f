// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.AdminDoor;
import dev.hansard.bench.BenchOptions;
import dev.hansard.bench.Results;
import dev.hansard.bench.load.Arrivals;
import dev.hansard.bench.load.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "fanout",
        mixinStandardHelpOptions = true,
        description = {
            "One channel whose members are connected to the two edges of a cluster of five processes.",
            "",
            "Posts go through the Web API of the first edge at fixed moments, whatever came of those before. The time runs from the "
                    + "moment a post was due until a member's socket has it, and until the last member's has. Every delivery is "
                    + "counted: none may be missing."
        })
public final class FanoutScenario implements Callable<Integer> {
    private static final String WORKSPACE = "Fanout";
    private static final String CHANNEL = "C0FANOUT000";
    private static final String REST = "x".repeat(150);
    private static final int ASKING_AT_ONCE = 16;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--members", defaultValue = "10000", paramLabel = "N", description = "Default: 10000.")
    int members = 10_000;

    @Option(
            names = "--sessions-each",
            defaultValue = "5",
            paramLabel = "N",
            description = "Sessions of one person; each counts as a member (default: 5).")
    int sessionsEach = 5;

    @Option(names = "--rate", split = ",", paramLabel = "N", description = "Posts a second (default: 1,5,20).")
    List<Integer> rates = List.of(1, 5, 20);

    @Option(names = "--seconds", defaultValue = "20", paramLabel = "N", description = "For each rate (default: 20).")
    int seconds = 20;

    @Option(names = "--heap", defaultValue = "1g", description = "Of each server (default: 1g).")
    String heap = "1g";

    @Override
    public Integer call() throws Exception {
        Path root = BenchOptions.root();
        var settings = Map.<String, Object>of(
                "members", members, "sessionsEach", sessionsEach, "seconds", seconds, "heap", heap);
        var results = new Results(
                root.resolve("bench/results"),
                root,
                settings,
                spec.commandLine().getOut());
        var java = List.of("-Xmx" + heap, "-XX:TieredStopAtLevel=4");
        boolean complete = true;
        try (var cluster = new Cluster(root, Layout.ROLES5, 1, new Mischief(null), java, results::say)) {
            cluster.deleteAfterwards();
            List<String> tokens = tokens(cluster);
            results.say("people and tokens are there");
            List<Node> edges = cluster.nodes().stream().filter(Node::isEdge).toList();
            var arrivals = new Current();
            try (var fleet =
                    new Fleet(members, 1, new EdgeDoorman(edges, i -> tokens.get(i / sessionsEach)), arrivals)) {
                fleet.open(0, members);
                if (!fleet.await(members, 600))
                    throw new IOException("only " + fleet.live() + " get in: " + fleet.ends());
                results.say(members + " sessions are live");
                measure(cluster, edges.getFirst(), tokens.getFirst(), arrivals, rates.getFirst());
                var rows = new ArrayList<Map<String, Object>>();
                for (int rate : rates) {
                    Map<String, Object> row = measure(cluster, edges.getFirst(), tokens.getFirst(), arrivals, rate);
                    results.say("fanout " + row);
                    complete &= Long.valueOf(0).equals(row.get("missing"));
                    rows.add(row);
                }
                results.add("fanout", rows);
            }
        }
        return complete ? 0 : 1;
    }

    /** Of everybody; the operator gives them out at the node that imports. */
    private List<String> tokens(Cluster cluster) throws IOException, InterruptedException {
        Node first = cluster.nodes().getFirst();
        var admin = new AdminDoor(
                first.url(), Files.readString(first.secret("operator-token")).strip());
        int people = (members + sessionsEach - 1) / sessionsEach;
        admin.importPatiently(Everybody.export(cluster.folder(), people, CHANNEL), WORKSPACE);
        var tokens = new String[people];
        var gate = new Semaphore(ASKING_AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i : IntStream.range(0, people).toArray()) {
                gate.acquire();
                threads.submit(() -> {
                    try {
                        return tokens[i] = admin.userToken(WORKSPACE, Everybody.user(i));
                    } finally {
                        gate.release();
                    }
                });
            }
        }
        for (String token : tokens) if (token == null) throw new IOException("somebody has no token");
        return List.of(tokens);
    }

    /** Lets one measurement at a time see the frames. */
    private static final class Current implements dev.hansard.bench.load.Watcher {
        private volatile Arrivals now = new Arrivals(1, 0);

        @Override
        public void frame(int client, byte[] frame, int length) {
            now.frame(client, frame, length);
        }
    }

    private Map<String, Object> measure(Cluster cluster, Node edge, String token, Current current, int rate)
            throws IOException, InterruptedException {
        int posts = rate * seconds;
        var arrivals = new Arrivals(members, posts);
        current.now = arrivals;
        Usage before = Usage.of(cluster);
        long start = System.nanoTime();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < posts; i++) {
                long due = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                String text = Arrivals.text(due, i, REST);
                senders.submit(() -> {
                    Everybody.post(edge.url(), token, CHANNEL, text);
                    return true;
                });
            }
        }
        long expected = (long) posts * members;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (arrivals.delivered() < expected && System.nanoTime() < end) Thread.sleep(5);
        double took = (System.nanoTime() - start) / 1e9;
        Usage used = Usage.of(cluster).minus(before);
        var row = new LinkedHashMap<String, Object>();
        row.put("posts/s", posts / Math.max(took, seconds));
        row.put("deliveries/s", arrivals.delivered() / took);
        percentiles(row, "each", arrivals.each());
        percentiles(row, "last", arrivals.last());
        row.put("missing", expected - arrivals.delivered());
        row.put("edges cpu s/M", used.edges() / (expected / 1e6));
        row.put("other servers cpu s/M", used.others() / (expected / 1e6));
        row.put("db cpu s/M", used.database() / (expected / 1e6));
        row.put("load cpu s/s", used.load() / took);
        return row;
    }

    private static void percentiles(Map<String, Object> row, String what, Histogram micros) {
        row.put(what + " p50 ms", micros.getValueAtPercentile(50) / 1_000.0);
        row.put(what + " p99 ms", micros.getValueAtPercentile(99) / 1_000.0);
    }
}
