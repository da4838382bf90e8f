// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The judged queries of the query side, asked of a server into which the archive was imported. */
public final class GoldenQueries {
    public static final Path ARCHIVE = Path.of(
                    System.getProperty("hansard.root", ".."), "..", "shared", "data", "community-slack-export.zip")
            .toAbsolutePath()
            .normalize();
    /** A little below what the golden set's own test records, as recency and the searcher differ. */
    public static final double LEAST_MRR = 0.88;

    private static final Path FILE = Path.of(
            System.getProperty("hansard.root", ".."),
            "query-side",
            "src",
            "test",
            "resources",
            "golden",
            "community.tsv");
    private static final int RELEVANT = 2;
    private static final int TOP = 10;

    private GoldenQueries() {}

    /**
     * What came of it.
     *
     * @param mrr mean of 1 / the place of the first relevant message among the first ten
     * @param missing queries for which no relevant message is among the first twenty
     */
    public record Outcome(int queries, double mrr, List<String> missing) {}

    public static Outcome ask(SlackApi searcher) throws IOException {
        double sum = 0;
        List<String> missing = new ArrayList<>();
        Map<String, Set<String>> judged = judged();
        for (Map.Entry<String, Set<String>> query : judged.entrySet()) {
            List<String> hits = hits(searcher, query.getKey());
            for (int i = 0; i < Math.min(TOP, hits.size()); i++) {
                if (!query.getValue().contains(hits.get(i))) continue;
                sum += 1.0 / (i + 1);
                break;
            }
            if (hits.stream().noneMatch(query.getValue()::contains)) missing.add(query.getKey());
        }
        return new Outcome(judged.size(), sum / judged.size(), missing);
    }

    private static List<String> hits(SlackApi searcher, String query) {
        JsonNode answer = searcher.call("search.messages", "query", query, "count", "20");
        if (!answer.path("ok").asBoolean()) throw new IllegalStateException(query + ": " + answer);
        return answer.path("messages")
                .path("matches")
                .valueStream()
                .map(match -> match.path("ts").asString())
                .toList();
    }

    /** The ts of relevant messages, by query. */
    private static Map<String, Set<String>> judged() throws IOException {
        Map<String, Set<String>> judged = new HashMap<>();
        String query = "";
        for (String line : Files.readAllLines(FILE)) {
            if (line.isEmpty() || line.startsWith("#")) continue;
            String[] row = line.split("\t", -1);
            if (row[0].equals("Q")) query = row[2];
            else if (Integer.parseInt(row[0]) >= RELEVANT) {
                judged.computeIfAbsent(query, any -> new HashSet<>()).add(row[2]);
            }
        }
        return judged;
    }
}
