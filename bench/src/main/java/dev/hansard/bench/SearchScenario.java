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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = {
            "How long a search takes, how soon a post is found, how fast the index fills and how large it is.",
            "",
            "With the embedded index, or with a running Elasticsearch:"
                    + " --server-java-option=-Dhansard.search.url=http://HOST:9200"
        })
final class SearchScenario extends Scenario {
    private static final int AUTHORS = 50;
    private static final int CHANNELS = 10;
    private static final long POLL_MILLIS = 5;
    private static final long LOST_NANOS = 60_000_000_000L;

    @Option(names = "--messages", defaultValue = "36000", paramLabel = "N", description = "Default: 36000.")
    int messages = 36_000;

    @Option(names = "--rate", defaultValue = "200", paramLabel = "N", description = "Posts a second (default: 200).")
    int rate = 200;

    @Option(names = "--clients", defaultValue = "4", paramLabel = "N", description = "Who search at once (default: 4).")
    int clients = 4;

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** One step of a client, timed by itself. */
    private interface Step {
        void run(WebApi api, Words words, Histogram micros) throws IOException, InterruptedException;
    }

    @Override
    Map<String, Object> settings() {
        return Map.of("messages", messages, "rate", rate, "clients", clients);
    }

    @Override
    void run(Bed bed, Results results) throws Exception {
        fill(bed, results);
        AdminDoor admin = bed.admin();
        var rows = new ArrayList<Map<String, Object>>();
        long started = System.nanoTime();
        admin.replay("search");
        double seconds = (System.nanoTime() - started) / 1e9;
        double indexed = admin.metric("hansard_search_messages");
        rows.add(row(
                "index",
                Map.of(
                        "docs/s",
                        indexed / seconds,
                        "bytes/message",
                        admin.metric("hansard_search_bytes") / indexed,
                        "messages",
                        indexed)));
        for (Query query : Query.values()) {
            measure(bed, options.warmUp, (api, words, micros) -> search(api, query.text(words), micros));
            rows.add(row(
                    "query " + query,
                    latencies(measure(
                            bed, options.seconds, (api, words, micros) -> search(api, query.text(words), micros)))));
        }
        rows.add(row("visible after post", latencies(visible(bed))));
        results.add("search", rows);
    }

    /** What is asked. */
    private enum Query {
        /** One of the thousand most frequent words. */
        WORD,
        /** Two words of any frequency, both needed. */
        TWO_WORDS,
        /** A phrase, in one channel, by one person. */
        NARROW;

        String text(Words words) {
            return switch (this) {
                case WORD -> Words.word((int) (Math.random() * 1000));
                case TWO_WORDS -> words.next() + ' ' + words.next();
                case NARROW -> '"' + words.next() + '"' + " in:search-1 from:person1";
            };
        }
    }

    private void fill(Bed bed, Results results) throws Exception {
        Path zip = bed.file("history.zip");
        List<Integer> everybody = IntStream.range(0, AUTHORS).boxed().toList();
        var words = new Words(1);
        try (var writer = new ExportWriter(zip)) {
            writer.people(AUTHORS);
            writer.channels(IntStream.range(0, CHANNELS)
                    .mapToObj(i -> new Channel("C0SEARCH" + i, "search-" + i, everybody))
                    .toList());
            for (int i = 0; i < CHANNELS; i++) writer.history("search-" + i, messages / CHANNELS, AUTHORS, words::text);
        }
        long started = System.nanoTime();
        bed.admin().importExport(zip, Bed.WORKSPACE);
        bed.admin().settle();
        results.say("filled in " + (System.nanoTime() - started) / 1_000_000_000 + " s");
    }

    private static void search(WebApi api, String query, Histogram micros) throws IOException {
        long begun = System.nanoTime();
        api.call("search.messages", Map.of("query", query, "count", "20"));
        micros.recordValue((System.nanoTime() - begun) / 1_000);
    }

    /** Posts go on at the rate; beside them some are looked for until they are found. */
    private Histogram visible(Bed bed) throws IOException, InterruptedException {
        var stop = new AtomicBoolean();
        Thread load = Thread.ofPlatform().start(() -> post(bed, stop));
        try {
            measure(bed, options.warmUp, SearchScenario::postAndFind);
            return measure(bed, options.seconds, SearchScenario::postAndFind);
        } finally {
            stop.set(true);
            load.join();
        }
    }

    private static void postAndFind(WebApi api, Words words, Histogram micros)
            throws IOException, InterruptedException {
        String mark = "mark" + Long.toString(System.nanoTime(), 36);
        api.tsOf("chat.postMessage", Map.of("channel", "C0SEARCH0", "text", mark + ' ' + words.text()));
        long acked = System.nanoTime();
        while (api.call("search.messages", Map.of("query", mark, "count", "1"))
                        .path("messages")
                        .path("total")
                        .asInt()
                == 0) {
            if (System.nanoTime() - acked > LOST_NANOS) throw new IOException("never found: " + mark);
            Thread.sleep(POLL_MILLIS);
        }
        micros.recordValue((System.nanoTime() - acked) / 1_000);
        Thread.sleep(POLL_MILLIS);
    }

    private void post(Bed bed, AtomicBoolean stop) {
        var words = new Words(2);
        try (Poster poster = Poster.Door.RTM.open(bed.url(), bed.token(1))) {
            long due = System.nanoTime();
            while (!stop.get()) {
                poster.post("C0SEARCH1", words.text());
                due += 1_000_000_000L / rate;
                long early = due - System.nanoTime();
                if (early > 0) Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
            }
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Histogram measure(Bed bed, int seconds, Step step) throws IOException, InterruptedException {
        var micros = new ConcurrentHistogram(60_000_000L, 3);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < clients; i++) {
            int client = i;
            String token = bed.token(i + 2);
            threads.add(Thread.ofVirtual().start(() -> {
                try (var api = new WebApi(bed.url(), token)) {
                    var words = new Words(100 + client);
                    while (System.nanoTime() < end) step.run(api, words, micros);
                } catch (IOException | RuntimeException e) {
                    failure.compareAndSet(null, e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread thread : threads) thread.join();
        Throwable failed = failure.get();
        if (failed != null) throw new IOException("a client failed", failed);
        return micros;
    }

    static Map<String, Object> latencies(Histogram micros) {
        var row = new LinkedHashMap<String, Object>();
        row.put("p50 ms", micros.getValueAtPercentile(50) / 1e3);
        row.put("p99 ms", micros.getValueAtPercentile(99) / 1e3);
        row.put("max ms", micros.getMaxValue() / 1e3);
        row.put("times", micros.getTotalCount());
        return row;
    }

    static Map<String, Object> row(String what, Map<String, Object> figures) {
        var row = new LinkedHashMap<String, Object>();
        row.put("what", what);
        row.putAll(figures);
        return row;
    }
}
