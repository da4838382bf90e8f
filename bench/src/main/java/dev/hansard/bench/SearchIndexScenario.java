// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.query.search.Generation;
import dev.hansard.query.search.IndexHealth;
import dev.hansard.query.search.SearchRequest;
import dev.hansard.query.search.SearchSettings;
import dev.hansard.query.search.lucene.LuceneMessageIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The embedded search index alone: how fast it fills, how large it gets, how fast it answers. */
@Command(
        name = "search-index",
        mixinStandardHelpOptions = true,
        description = {
            "Fills the embedded search index with generated messages, without a server, and asks it questions.",
            "",
            "Words are as unevenly distributed as in a language; one channel of 200 holds a fifth of all messages."
        })
final class SearchIndexScenario implements Callable<Integer> {
    private static final int WARM_UP = 200;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--messages",
            split = ",",
            defaultValue = "36000,1000000",
            paramLabel = "N",
            description = "Sizes to measure at (default: 36000,1000000).")
    List<Integer> sizes = List.of();

    @Option(names = "--questions", defaultValue = "500", paramLabel = "N", description = "Of each kind (default: 500).")
    int questions = 500;

    @Override
    public Integer call() throws Exception {
        Path root = BenchOptions.root();
        var settings = Map.<String, Object>of("sizes", sizes, "questions", questions);
        var results = new Results(
                root.resolve("bench/results"),
                root,
                settings,
                spec.commandLine().getOut());
        Path folder = root.resolve("bench/target/search-index");
        delete(folder);
        var rows = new ArrayList<Map<String, Object>>();
        try (var index = new LuceneMessageIndex(SearchSettings.in(folder), SearchCorpus.SHARDS)) {
            for (int size : sizes) rows.addAll(measure(index, size));
        }
        results.add("search-index", rows);
        delete(folder);
        return 0;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        List<Path> inside;
        try (var walk = Files.walk(folder)) {
            inside = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : inside) Files.delete(each);
    }

    private List<Map<String, Object>> measure(LuceneMessageIndex index, int size) {
        long from = index.position(0, Generation.SERVING);
        long begun = System.nanoTime();
        SearchCorpus.batches(from, size).forEach(batch -> index.write(batch, Generation.SERVING));
        index.refresh(0);
        double seconds = (System.nanoTime() - begun) / 1e9;
        IndexHealth health = index.health().getFirst();
        var rows = new ArrayList<Map<String, Object>>();
        for (SearchCorpus.Kind kind : SearchCorpus.Kind.values()) {
            var row = new LinkedHashMap<String, Object>();
            row.put("messages", health.messages());
            row.put("filled messages/s", (size - from) / seconds);
            row.put("bytes per message", health.bytes() / (double) health.messages());
            row.put("question", kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
            ask(index, kind, size, row);
            rows.add(row);
        }
        return rows;
    }

    private void ask(LuceneMessageIndex index, SearchCorpus.Kind kind, int size, Map<String, Object> row) {
        var latency = new Histogram(3);
        long hits = 0;
        for (int i = -WARM_UP; i < questions; i++) {
            SearchRequest request = SearchCorpus.question(kind, i, size);
            long begun = System.nanoTime();
            long total = index.search(request).total();
            if (i < 0) continue;
            latency.recordValue((System.nanoTime() - begun) / 1_000);
            hits += total;
        }
        row.put("hits", hits / questions);
        row.put("p50 ms", latency.getValueAtPercentile(50) / 1e3);
        row.put("p99 ms", latency.getValueAtPercentile(99) / 1e3);
    }
}
