// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.ExportWriter.Channel;
import dev.hansard.bench.HttpPool.Request;
import dev.hansard.bench.HttpPool.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reads",
        mixinStandardHelpOptions = true,
        description = {
            "How long reading takes at a given rate: history pages, unread counts, the list of somebody's 500 channels.",
            "",
            "Requests are sent at fixed moments, whatever became of those before, and the time runs from there. --growth also "
                    + "multiplies the histories that are read."
        })
final class ReadsScenario extends Scenario {
    private static final int READERS = 100;
    private static final int CHANNELS = 500;
    private static final int WITH_HISTORY = 20;
    private static final int PAGE = 100;
    private static final int SECONDS_BETWEEN = 60;
    private static final int CONNECTIONS = 32;
    private static final int PIECE_SECONDS = 5;

    @Option(names = "--rate", defaultValue = "200", paramLabel = "N", description = "Requests a second (default: 200).")
    int rate = 200;

    @Option(
            names = "--list-rate",
            defaultValue = "20",
            paramLabel = "N",
            description = "Lists of 500 channels a second (default: 20).")
    int listRate = 20;

    @Option(
            names = "--messages",
            defaultValue = "5000",
            paramLabel = "N",
            description = "In each of the 20 channels whose history is read (default: 5000).")
    int messages = 5_000;

    private final Random random = new Random(6);

    private enum What {
        NEWEST_PAGE("history, newest 100"),
        ANY_PAGE("history, any 100"),
        UNREAD("conversations.info with unread"),
        LIST("users.conversations of 500");

        private final String title;

        What(String title) {
            this.title = title;
        }
    }

    @Override
    Map<String, Object> settings() {
        return Map.of("rate", rate, "listRate", listRate, "messages", stored(), "channels", CHANNELS);
    }

    @Override
    void run(Bed bed, Results results) throws Exception {
        List<Integer> readers = IntStream.range(0, READERS).boxed().toList();
        List<Channel> channels = IntStream.range(0, CHANNELS)
                .mapToObj(i -> new Channel("C0READ" + i, "read-" + i, readers))
                .toList();
        bed.populate(READERS, channels, i -> i < WITH_HISTORY ? stored() : 1);
        bed.tokens(READERS);
        results.say("people, channels and messages are there");
        var rows = new ArrayList<Map<String, Object>>();
        try (var pool = new HttpPool(bed.url(), CONNECTIONS)) {
            for (What what : What.values()) {
                int share = Math.max(1, options.warmUp / What.values().length);
                var warmUp = WarmUp.of(bed, options, share);
                while (warmUp.goesOn()) load(pool, bed, what, PIECE_SECONDS);
                var all = new ArrayList<Tally>();
                CpuTimes before = bed.cpu();
                for (int i = 0; i < options.repetitions; i++) {
                    all.add(load(pool, bed, what, options.seconds));
                }
                Map<String, Object> row = row(what, all, bed.cpu().minus(before));
                row.put("settled", warmUp.settled());
                results.say("reads " + row);
                rows.add(row);
            }
        }
        results.add("reads", rows);
    }

    private Map<String, Object> row(What what, List<Tally> all, CpuTimes cpu) throws IOException {
        long failed = all.stream().mapToLong(Tally::failed).sum();
        if (failed > 0)
            throw new IOException(failed + " failed: " + all.getFirst().why());
        long requests =
                all.stream().mapToLong(each -> each.micros().getTotalCount()).sum();
        var row = new LinkedHashMap<String, Object>();
        row.put("request", what.title);
        row.put("pinned", options.pin);
        row.put("growth", options.growth);
        row.put("requests/s", rateOf(what));
        for (double percentile : new double[] {50, 99}) {
            row.put(
                    "p%.0f ms".formatted(percentile),
                    Spread.of(all.stream()
                            .map(each -> each.micros().getValueAtPercentile(percentile) / 1_000.0)
                            .toList()));
        }
        row.put("kB each", all.getFirst().bytesEach() / 1_000.0);
        row.put("server cpu ms each", cpu.server() * 1_000 / requests);
        row.put("db cpu ms each", cpu.database() * 1_000 / requests);
        return row;
    }

    private Tally load(HttpPool pool, Bed bed, What what, int seconds) throws InterruptedException {
        var tally = new Tally();
        long start = System.nanoTime();
        long between = TimeUnit.SECONDS.toNanos(1) / rateOf(what);
        for (int i = 0; i < rateOf(what) * seconds; i++) {
            long due = start + i * between;
            Clocks.until(due);
            pool.send(request(bed, what), due, tally);
        }
        pool.await();
        return tally;
    }

    private Request request(Bed bed, What what) {
        String token = bed.known(random.nextInt(READERS));
        String channel = "channel=C0READ" + random.nextInt(what == What.UNREAD ? CHANNELS : WITH_HISTORY);
        return switch (what) {
            case NEWEST_PAGE -> new Request("conversations.history", token, channel + "&limit=" + PAGE);
            case ANY_PAGE ->
                new Request("conversations.history", token, channel + "&limit=" + PAGE + "&latest=" + ts());
            case UNREAD -> new Request("conversations.info", token, channel);
            case LIST -> new Request("users.conversations", token, "limit=1000&exclude_archived=true");
        };
    }

    private String ts() {
        int message = Math.min(stored() - 1, PAGE + random.nextInt(stored()));
        return ExportWriter.FIRST_SECOND + (long) message * SECONDS_BETWEEN + ".000200";
    }

    private int rateOf(What what) {
        return what == What.LIST ? listRate : rate;
    }

    private int stored() {
        return messages * Math.max(1, options.growth);
    }
}
