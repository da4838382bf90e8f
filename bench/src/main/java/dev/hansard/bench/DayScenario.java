// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.DayMix.Action;
import dev.hansard.bench.ExportWriter.Channel;
import dev.hansard.bench.load.Arrivals;
import dev.hansard.bench.load.Fleet;
import dev.hansard.bench.load.Watcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "day",
        mixinStandardHelpOptions = true,
        description = {
            "A day in the office: many people who are connected, read, type, look who is there, and now and then post.",
            "",
            "Every second 1,000 people post 3 times, open a channel 12 times (a page of history, its unread count, a read mark), "
                    + "type 9 times, and so on; the table in bench/README.md has all of it. Everybody has a session and watches 20 "
                    + "others' presence. Actions are due at fixed moments, whatever became of those before."
        })
final class DayScenario extends Scenario {
    private static final int PER_CHANNEL = 50;
    private static final int STORED_EACH = 50;
    private static final int CONNECTIONS = 64;
    private static final long PATIENCE_SECONDS = 15;

    @Option(names = "--people", defaultValue = "2000", paramLabel = "N", description = "Default: 2000.")
    int people = 2_000;

    @Option(names = "--channels-each", defaultValue = "20", paramLabel = "N", description = "Default: 20.")
    int channelsEach = 20;

    @Override
    Map<String, Object> settings() {
        return Map.of("people", people, "channelsEach", channelsEach, "perChannel", PER_CHANNEL);
    }

    @Override
    void prepare() {
        var java = new ArrayList<>(options.serverJavaOptions);
        java.add("-Dhansard.rtm.admission.per-second=1000");
        java.add("-Dhansard.rtm.admission.burst=1000");
        options.serverJavaOptions = java;
    }

    /** Lets one measurement at a time see the frames. */
    private static final class Current implements Watcher {
        private volatile Arrivals now = new Arrivals(1, 0);

        @Override
        public void frame(int client, byte[] frame, int length) {
            now.frame(client, frame, length);
        }
    }

    @Override
    void run(Bed bed, Results results) throws Exception {
        List<Channel> channels = FleetPlan.channels(people, PER_CHANNEL, channelsEach);
        bed.populate(people, channels, channel -> STORED_EACH);
        bed.tokens(people);
        results.say("people, channels, messages and tokens are there");
        var current = new Current();
        var rows = new ArrayList<Map<String, Object>>();
        var sums = new ArrayList<Map<String, Object>>();
        try (var pool = new HttpPool(bed.url(), CONNECTIONS);
                var fleet = new Fleet(people, 1, new RtmDoorman(bed::url, bed::known), current)) {
            fleet.open(0, people);
            RoomsScenario.arrive(fleet, people, results);
            var office = new Office(bed, fleet, pool, channels, STORED_EACH, new Random(8));
            for (int i = 0; i < people; i++) office.watchOthers(i);
            measure(bed, office, current, options.warmUp);
            for (int i = 1; i <= options.repetitions; i++) {
                Measured measured = measure(bed, office, current, options.seconds);
                Map<String, Object> sum = sum(bed, measured, i);
                results.say("day " + sum);
                sums.add(sum);
                rows.addAll(rows(measured, i));
            }
            if (fleet.live() < people) throw new IOException("some lost their session: " + fleet.ends());
        }
        results.add("day-actions", rows);
        results.add("day", sums);
    }

    private record Measured(
            Arrivals arrivals,
            Map<Action, HttpPool.Tally> tallies,
            long actions,
            int posts,
            long expected,
            double seconds,
            CpuTimes cpu) {}

    private Measured measure(Bed bed, Office office, Current current, int seconds) throws InterruptedException {
        double rate = DayMix.rate(people);
        long actions = (long) (rate * seconds);
        var members = office.members();
        int most = (int) actions;
        var posted = new int[most];
        var arrivals = new Arrivals(post -> posted[post], most);
        current.now = arrivals;
        var tallies = new EnumMap<Action, HttpPool.Tally>(Action.class);
        CpuTimes before = bed.cpu();
        long start = System.nanoTime();
        int posts = 0;
        long expected = 0;
        for (long i = 0; i < actions; i++) {
            long due = start + (long) (i * TimeUnit.SECONDS.toNanos(1) / rate);
            Clocks.until(due);
            Action action = office.next();
            if (action == Action.POST) {
                int channel = office.anyChannel();
                posted[posts] = members[channel];
                expected += members[channel];
                office.post(channel, due, posts++);
            } else {
                office.act(action, due, tallies.computeIfAbsent(action, a -> new HttpPool.Tally()));
            }
        }
        office.settle();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while ((arrivals.delivered() < expected || arrivals.acked() < posts) && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        double took = (System.nanoTime() - start) / 1e9;
        return new Measured(
                arrivals, tallies, actions, posts, expected, took, bed.cpu().minus(before));
    }

    private Map<String, Object> sum(Bed bed, Measured measured, int run) throws IOException {
        double seconds = measured.seconds();
        Histogram last = measured.arrivals().last();
        var row = new LinkedHashMap<String, Object>();
        row.put("run", run);
        row.put("people", people);
        row.put("pinned", options.pin);
        row.put("growth", options.growth);
        row.put("actions/s", measured.actions() / seconds);
        row.put("posts/s", measured.posts() / seconds);
        row.put("deliveries/s", measured.arrivals().delivered() / seconds);
        row.put("last p50 ms", last.getValueAtPercentile(50) / 1_000.0);
        row.put("last p99 ms", last.getValueAtPercentile(99) / 1_000.0);
        row.put("missing", measured.expected() - measured.arrivals().delivered());
        row.put("unacked", measured.posts() - measured.arrivals().acked());
        row.put(
                "failed",
                measured.tallies().values().stream()
                        .mapToLong(HttpPool.Tally::failed)
                        .sum());
        row.put("server cpu s/s", measured.cpu().server() / seconds);
        row.put("db cpu s/s", measured.cpu().database() / seconds);
        row.put("load cpu s/s", measured.cpu().load() / seconds);
        row.put("server RSS MB", Inside.resident(bed.process().pid()) / 1e6);
        return row;
    }

    private static List<Map<String, Object>> rows(Measured measured, int run) {
        var rows = new ArrayList<Map<String, Object>>();
        measured.tallies().forEach((action, tally) -> {
            if (tally.micros().getTotalCount() == 0) return;
            var row = new LinkedHashMap<String, Object>();
            row.put("run", run);
            row.put("action", action.name().toLowerCase(Locale.ROOT));
            row.put("a second", tally.micros().getTotalCount() / measured.seconds());
            row.put("p50 ms", tally.micros().getValueAtPercentile(50) / 1_000.0);
            row.put("p99 ms", tally.micros().getValueAtPercentile(99) / 1_000.0);
            row.put("failed", tally.failed());
            String why = tally.why();
            row.put("first failure", why == null ? "" : why);
            rows.add(row);
        });
        return rows;
    }
}
