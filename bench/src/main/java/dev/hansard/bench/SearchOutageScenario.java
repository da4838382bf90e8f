// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.ExportWriter.Channel;
import dev.hansard.bench.fault.Line;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "search-outage",
        mixinStandardHelpOptions = true,
        description = {
            "What posts and searches notice of an Elasticsearch that is away.",
            "",
            "The server reaches the Elasticsearch through this process, which cuts the line and mends it again."
        })
final class SearchOutageScenario extends Scenario {
    private static final String CHANNEL = "C0OUTAGE0";
    private static final long PAUSE_MILLIS = 20;

    @Option(
            names = "--elasticsearch",
            required = true,
            paramLabel = "URL",
            description = "A running one: http://HOST:9200. Indices named hansard-bench-outage-* are made in it.")
    URI elasticsearch = URI.create("http://127.0.0.1:9200");

    @Option(names = "--rate", defaultValue = "200", paramLabel = "N", description = "Posts a second (default: 200).")
    int rate = 200;

    private @Nullable Line relay;

    @Override
    Map<String, Object> settings() {
        return Map.of("rate", rate);
    }

    @Override
    void prepare() throws IOException {
        var line = new Line(elasticsearch);
        relay = line;
        var java = new ArrayList<>(options.serverJavaOptions);
        java.add("-Dhansard.search.url=" + line.url());
        java.add("-Dhansard.search.elastic.index.prefix=hansard-bench-outage-" + System.currentTimeMillis());
        options.serverJavaOptions = java;
    }

    @Override
    void run(Bed bed, Results results) throws Exception {
        Line line = relay;
        if (line == null) throw new IllegalStateException("not prepared");
        try (line) {
            var searcher = new Searcher(bed.url(), populated(bed));
            var rows = new ArrayList<Map<String, Object>>();
            post(bed, options.warmUp);
            while (searcher.total("zzfirst") == 0) Thread.sleep(PAUSE_MILLIS);
            rows.add(SearchScenario.row("posts before", SearchScenario.latencies(post(bed, options.seconds))));
            line.set(Line.State.CUT);
            for (int failed = 0; failed < 10; ) if (searcher.total("zzfirst") < 0) failed++;
            var posting = new FutureTask<>((Callable<Histogram>) () -> post(bed, options.seconds));
            Thread.ofPlatform().start(posting);
            Histogram errors = errors(searcher, posting);
            rows.add(SearchScenario.row("posts while it is away", SearchScenario.latencies(posting.get())));
            rows.add(SearchScenario.row("errors of searches", SearchScenario.latencies(errors)));
            line.set(Line.State.OPEN);
            long begun = System.nanoTime();
            try (var poster = Poster.Door.RTM.open(bed.url(), bed.token(0))) {
                poster.post(CHANNEL, "zzlast");
            }
            while (searcher.total("zzlast") <= 0) Thread.sleep(PAUSE_MILLIS);
            rows.add(SearchScenario.row(
                    "everything found after the line was mended",
                    Map.of("seconds", (System.nanoTime() - begun) / 1e9)));
            results.add("search-outage", rows);
        }
    }

    /** Answers the token of somebody who searches. */
    private static String populated(Bed bed) throws IOException, InterruptedException {
        bed.populate(2, List.of(new Channel(CHANNEL, "outage", List.of(0, 1))));
        try (var poster = Poster.Door.RTM.open(bed.url(), bed.token(0))) {
            poster.post(CHANNEL, "zzfirst");
        }
        return bed.token(1);
    }

    /** How long after each was due it was acknowledged. */
    private Histogram post(Bed bed, int seconds) throws IOException, InterruptedException {
        var micros = new Histogram(60_000_000L, 3);
        var words = new Words(3);
        try (Poster poster = Poster.Door.RTM.open(bed.url(), bed.token(0))) {
            long due = System.nanoTime();
            long end = due + seconds * 1_000_000_000L;
            for (; due < end; due += 1_000_000_000L / rate) {
                long early = due - System.nanoTime();
                if (early > 0) Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
                poster.post(CHANNEL, words.text());
                micros.recordValue((System.nanoTime() - due) / 1_000);
            }
        }
        return micros;
    }

    /** How long each search took to be refused, until the posting is done. */
    private static Histogram errors(Searcher searcher, FutureTask<Histogram> posting)
            throws IOException, InterruptedException {
        var micros = new Histogram(60_000_000L, 3);
        while (!posting.isDone()) {
            long begun = System.nanoTime();
            if (searcher.total("zzfirst") >= 0) throw new IOException("a search was answered while the line was cut");
            micros.recordValue((System.nanoTime() - begun) / 1_000);
            Thread.sleep(PAUSE_MILLIS);
        }
        return micros;
    }

    /** Asks on a new connection each time, as the server closes one that is idle while posts are measured. */
    private record Searcher(URI server, String token) {
        /** Less than 0 when search does not answer. */
        int total(String word) throws IOException {
            try (var api = new WebApi(server, token)) {
                return api.call("search.messages", Map.of("query", word, "count", "1"))
                        .path("messages")
                        .path("total")
                        .asInt();
            } catch (WebApi.Refused e) {
                if (!String.valueOf(e.getMessage()).contains("service_unavailable")) throw e;
                return -1;
            }
        }
    }
}
