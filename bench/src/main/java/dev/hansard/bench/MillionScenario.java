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
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "million",
        mixinStandardHelpOptions = true,
        description = {
            "Whether a long history slows a channel down: posting, and editing the first message, against an empty channel.",
            "",
            "One client does each in turn in the one and the other channel, so that both see the same moments of the machine."
        })
final class MillionScenario extends Scenario {
    private static final String FULL = "C0MILLION";
    private static final String EMPTY = "C0EMPTY";
    private static final int AUTHORS = 10;

    @Option(names = "--messages", defaultValue = "1000000", paramLabel = "N", description = "Default: 1000000.")
    int messages = 1_000_000;

    @Override
    Map<String, Object> settings() {
        return Map.of("messages", messages);
    }

    @Override
    void run(Bed bed, Results results) throws Exception {
        results.say("filling a channel with " + messages + " messages");
        Path zip = bed.file("million.zip");
        List<Integer> people = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        try (var writer = new ExportWriter(zip)) {
            writer.people(AUTHORS);
            writer.channels(List.of(new Channel(FULL, "million", people), new Channel(EMPTY, "empty", people)));
            writer.history("million", messages, AUTHORS);
        }
        long started = System.nanoTime();
        bed.admin().importExport(zip, Bed.WORKSPACE);
        bed.admin().settle();
        results.say("filled in " + (System.nanoTime() - started) / 1_000_000_000 + " s");
        var rows = new ArrayList<Map<String, Object>>();
        for (Poster.Door door : Poster.Door.values()) rows.add(posting(bed, door));
        rows.add(editing(bed));
        results.add("million", rows);
    }

    private Map<String, Object> posting(Bed bed, Poster.Door door) throws IOException, InterruptedException {
        try (Poster poster = door.open(bed.url(), bed.token(0))) {
            return compare("posting over " + door, channel -> poster.post(channel, LoadRun.TEXT));
        }
    }

    private Map<String, Object> editing(Bed bed) throws IOException, InterruptedException {
        String first = ExportWriter.FIRST_SECOND + ".000100";
        try (var api = new WebApi(bed.url(), bed.token(0))) {
            String inEmpty = api.tsOf("chat.postMessage", Map.of("channel", EMPTY, "text", "first"));
            var count = new int[1];
            return compare("editing the first message", channel -> {
                String ts = channel.equals(FULL) ? first : inEmpty;
                // Each edit says something new: an unchanged text would yield no event.
                String text = LoadRun.TEXT + ' ' + count[0]++;
                api.tsOf("chat.update", Map.of("channel", channel, "ts", ts, "text", text));
            });
        }
    }

    private interface Act {
        void on(String channel) throws IOException;
    }

    private Map<String, Object> compare(String what, Act act) throws IOException {
        alternate(act, options.warmUp, new Histogram(3), new Histogram(3));
        var ratios = new ArrayList<Double>();
        var full = new Histogram(3);
        var empty = new Histogram(3);
        for (int i = 0; i < options.repetitions; i++) {
            var fullNow = new Histogram(3);
            var emptyNow = new Histogram(3);
            alternate(act, options.seconds, fullNow, emptyNow);
            ratios.add((double) fullNow.getValueAtPercentile(50) / emptyNow.getValueAtPercentile(50));
            full.add(fullNow);
            empty.add(emptyNow);
        }
        var row = new LinkedHashMap<String, Object>();
        row.put("what", what);
        row.put("full p50 ms", full.getValueAtPercentile(50) / 1e6);
        row.put("empty p50 ms", empty.getValueAtPercentile(50) / 1e6);
        row.put("full p99 ms", full.getValueAtPercentile(99) / 1e6);
        row.put("empty p99 ms", empty.getValueAtPercentile(99) / 1e6);
        row.put("full/empty p50", Spread.of(ratios));
        row.put("times", full.getTotalCount());
        return row;
    }

    private static void alternate(Act act, int seconds, Histogram full, Histogram empty) throws IOException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            time(act, FULL, full);
            time(act, EMPTY, empty);
        }
    }

    private static void time(Act act, String channel, Histogram nanos) throws IOException {
        long started = System.nanoTime();
        act.on(channel);
        nanos.recordValue(System.nanoTime() - started);
    }
}
