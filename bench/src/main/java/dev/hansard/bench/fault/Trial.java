// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.Results;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** One run: a cluster, a crowd, something that happens to the cluster meanwhile, and the checker's verdict. */
final class Trial {
    /** What one edge acknowledged the others hear of in that time. */
    private static final int SETTLE_MILLIS = 1_000;

    private static final int WARM_UP_MILLIS = 1_000;

    private final Plan plan;
    private final Results results;
    private final Tally tally = new Tally();
    private final long begun = System.nanoTime();

    /**
     * What the run is to be like.
     *
     * @param shards databases
     */
    record Plan(
            Layout layout,
            int shards,
            Mischief mischief,
            List<String> javaOptions,
            long seed,
            int senders,
            int readers,
            int channels,
            double postsPerSecond,
            boolean keep) {}

    /** What happens to the cluster while the crowd is busy. */
    interface Ordeal {
        void happen(Cluster cluster, Field field, Tally tally) throws IOException, InterruptedException;
    }

    Trial(Plan plan, Results results) {
        this.plan = plan;
        this.results = results;
    }

    /** A line of the diary. */
    void note(String what) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        results.say("%8.1f s  %s".formatted(millis / 1e3, what));
    }

    Verdict run(java.nio.file.Path root, String name, Ordeal ordeal)
            throws IOException, InterruptedException, SQLException {
        results.say(name + " on " + plan.layout().name().toLowerCase(java.util.Locale.ROOT) + ", seed " + plan.seed());
        var crashes = new java.util.concurrent.ConcurrentLinkedQueue<String>();
        Verdict verdict;
        try (var cluster =
                new Cluster(root, plan.layout(), plan.shards(), plan.mischief(), plan.javaOptions(), crashes::add)) {
            note("the cluster is up");
            Thread hook = Thread.ofPlatform().unstarted(cluster::abandon);
            Runtime.getRuntime().addShutdownHook(hook);
            Town town = Town.found(
                    cluster.nodes().getFirst(), cluster.folder(), plan.senders(), plan.readers(), plan.channels());
            var checker = new Checker(plan.channels(), town.memberships());
            var stage = new Stage(checker, tally, cluster.edges(), town, this::note);
            var crowd = new Crowd(stage, plan.postsPerSecond(), plan.seed());
            var audit = new Audit(cluster, stage);
            crowd.begin();
            tally.begin();
            note("everybody listens");
            Thread.sleep(WARM_UP_MILLIS);
            ordeal.happen(cluster, new Field(cluster, stage, crowd.rtmReaders()), tally);
            crowd.stopSending();
            note("nobody posts any more");
            Thread.sleep(SETTLE_MILLIS);
            audit.run();
            crowd.stopReading();
            crashes.forEach(checker::crashed);
            verdict = checker.verdict();
            Runtime.getRuntime().removeShutdownHook(hook);
            if (!plan.keep() && verdict.isGood()) cluster.deleteAfterwards();
            else note("what the processes left is in " + cluster.folder());
        }
        report(name, verdict);
        return verdict;
    }

    private void report(String name, Verdict verdict) throws IOException {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("layout", plan.layout().name().toLowerCase(java.util.Locale.ROOT));
        row.putAll(verdict.row());
        row.put("acked after repeating", tally.of("acked after repeating"));
        row.put("reconnects", tally.of("reconnects"));
        row.put("resumes", tally.of("resumes") + tally.of("polls resumed"));
        row.put("resume_failed", sum("resume failed "));
        row.put("faults", sum("fault "));
        row.put("fault kinds", tally.under("fault "));
        row.putAll(tally.figures());
        row.put("longest without any ack s", tally.longestSilenceSeconds());
        latencies(row, "ack", tally.acks);
        latencies(row, "delivery", tally.deliveries);
        row.put("offences", verdict.charges().counts());
        row.put("cases", verdict.charges().cases());
        results.addOne(name, row);
        for (String kind : List.of("error ", "flood ", "closed with ", "resume failed ", "reader ", "wandering ")) {
            results.say(kind.strip() + ": " + tally.under(kind));
        }
        results.say(
                verdict.isGood()
                        ? "nothing lost, doubled or out of order"
                        : "OFFENCES: " + verdict.charges().counts());
    }

    private long sum(String beginning) {
        return tally.under(beginning).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static void latencies(Map<String, Object> row, String of, Histogram micros) {
        row.put(of + " p50 ms", Tally.millis(micros, 50));
        row.put(of + " p99 ms", Tally.millis(micros, 99));
        row.put(of + " max ms", Tally.millis(micros, 100));
    }
}
