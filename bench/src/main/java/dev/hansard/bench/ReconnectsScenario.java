// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.load.Fleet;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reconnects",
        mixinStandardHelpOptions = true,
        description = {
            "Many clients that lose their connections and all come back at once, while others post.",
            "",
            "Each client is another person in one channel of 100, resumes with its cursor and keeps to what it is told when it is "
                    + "turned away. Posts are numbered by channel: every client must get each once, in order. Ends with status "
                    + "1 if not. DROP breaks the connections; RESTART stops the server, which says goodbye, and starts it."
        })
final class ReconnectsScenario extends Scenario {
    private static final int PER_CHANNEL = 100;
    private static final long PATIENCE_SECONDS = 600;

    @Option(names = "--connections", defaultValue = "20000", paramLabel = "N", description = "Default: 20000.")
    int connections = 20_000;

    @Option(names = "--rate", defaultValue = "50", paramLabel = "N", description = "Posts a second (default: 50).")
    int rate = 50;

    @Option(
            names = "--how",
            split = ",",
            defaultValue = "DROP",
            paramLabel = "HOW",
            description = "DROP, RESTART or both.")
    List<How> how = List.of(How.DROP);

    private enum How {
        DROP,
        RESTART
    }

    /** Where the server was last: while it is down there is nobody, as for a client. */
    private volatile URI url = URI.create("http://127.0.0.1");

    @Override
    Map<String, Object> settings() {
        return Map.of("connections", connections, "rate", rate);
    }

    @Override
    void run(Bed bed, Results results) throws Exception {
        int count = FleetPlan.atMost(connections);
        List<ExportWriter.Channel> plan = FleetPlan.channels(count, PER_CHANNEL, 1);
        bed.populate(count, plan);
        bed.tokens(count);
        url = bed.url();
        results.say("people and tokens are there");
        var seen = new Sequence(count);
        var posts = new NumberedPosts(
                bed, () -> url, plan.stream().map(ExportWriter.Channel::id).toList());
        var rows = new ArrayList<Map<String, Object>>();
        try (var fleet = new Fleet(count, 1, new RtmDoorman(() -> url, bed::known), seen)) {
            fleet.open(0, count);
            if (!fleet.await(count, PATIENCE_SECONDS)) throw new IOException("only " + fleet.live() + " got in");
            results.say(count + " are live, turned away " + fleet.turnedAway() + " times on the way");
            posts.start(rate);
            Thread.sleep(options.warmUp * 1_000L);
            for (How each : how) {
                for (int i = 0; i < options.repetitions; i++) {
                    Map<String, Object> row = storm(bed, fleet, posts, each, count);
                    results.say("reconnects " + row);
                    rows.add(row);
                }
            }
            posts.stop();
            long missing = settle(fleet, seen, posts, count, plan.size());
            for (Map<String, Object> row : rows) {
                row.put("lost", missing + seen.skipped());
                row.put("doubled", seen.repeated());
                row.put("resume failed", seen.failed());
            }
            results.add("reconnects", rows);
            if (missing + seen.skipped() + seen.repeated() + seen.failed() > 0) {
                throw new IOException("something was lost or doubled");
            }
        }
    }

    private Map<String, Object> storm(Bed bed, Fleet fleet, NumberedPosts posts, How each, int count) throws Exception {
        posts.micros();
        Thread.sleep(options.seconds * 1_000L);
        Histogram quiet = posts.micros();
        long refusedBefore = fleet.turnedAway();
        long brokenBefore = fleet.broken();
        long repeatsBefore = posts.repeats();
        long statements = each == How.DROP ? statements(bed) : 0;
        double allocated = each == How.DROP ? allocated(bed) : 0;
        CpuTimes before = bed.cpu();
        double drained = 0;
        long started = System.nanoTime();
        if (each == How.RESTART) {
            bed.process().close();
            drained = (System.nanoTime() - started) / 1e9;
            bed.process().start();
            url = bed.url();
        } else {
            fleet.drop(false);
            while (fleet.live() > 0) Thread.sleep(5);
            started = System.nanoTime();
            fleet.comeBack();
        }
        if (!fleet.await(count / 2, PATIENCE_SECONDS)) throw new IOException("only " + fleet.live() + " came back");
        double half = (System.nanoTime() - started) / 1e9;
        if (!fleet.await(count, PATIENCE_SECONDS)) throw new IOException("only " + fleet.live() + " came back");
        double all = (System.nanoTime() - started) / 1e9;
        Histogram during = posts.micros();
        var row = new LinkedHashMap<String, Object>();
        row.put("how", each.name().toLowerCase(java.util.Locale.ROOT));
        row.put("clients", count);
        row.put("half live after s", half);
        row.put("all live after s", all);
        row.put("turned away", fleet.turnedAway() - refusedBefore);
        row.put("broken", fleet.broken() - brokenBefore);
        row.put("ack p99 before ms", quiet.getValueAtPercentile(99) / 1e3);
        row.put("ack p50 meanwhile ms", during.getValueAtPercentile(50) / 1e3);
        row.put("ack p99 meanwhile ms", during.getValueAtPercentile(99) / 1e3);
        row.put("ack max meanwhile ms", during.getMaxValue() / 1e3);
        row.put("posts repeated", posts.repeats() - repeatsBefore);
        if (each == How.RESTART) {
            row.put("stopped after s", drained);
        } else {
            CpuTimes cpu = bed.cpu().minus(before);
            row.put("statements each", (statements(bed) - statements) / (double) count);
            row.put("kB allocated each", (allocated(bed) - allocated) / 1e3 / count);
            row.put("server cpu ms each", cpu.server() * 1e3 / count);
        }
        return row;
    }

    /** Deliveries that never came. */
    private static long settle(Fleet fleet, Sequence seen, NumberedPosts posts, int count, int channels)
            throws InterruptedException {
        long missing = Long.MAX_VALUE;
        for (int tries = 0; tries < 300 && missing > 0; tries++) {
            Thread.sleep(100);
            missing = 0;
            for (int i = 0; i < count; i++) missing += Math.max(0, posts.posted(i % channels) - seen.last(i));
        }
        return missing + Math.max(0, count - fleet.live());
    }

    private static double allocated(Bed bed) throws IOException, InterruptedException {
        return bed.admin().metric("jvm_gc_memory_allocated_bytes_total");
    }

    /** All that the database was asked, of posts and projections too: a bound, not a count of what entering asks. */
    private static long statements(Bed bed) throws IOException, SQLException {
        String url = "jdbc:mysql://127.0.0.1:" + bed.process().databasePort()
                + "/hansard?sslMode=DISABLED&allowPublicKeyRetrieval=true";
        try (Connection connection = DriverManager.getConnection(
                        url, "hansard", bed.process().databasePassword());
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Questions'")) {
            return answer.next() ? answer.getLong(2) : 0;
        }
    }
}
