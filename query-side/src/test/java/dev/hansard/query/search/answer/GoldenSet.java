// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.query.search.MessageKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Queries with the messages that somebody judged by reading them; see {@code golden/README.md}. */
final class GoldenSet {
    private static final int CUT = 10;
    private static final int RELEVANT = 2;

    private GoldenSet() {}

    /** @param grades 0 for beside the point to 3 for what was looked for; what is missing counts as 0 */
    record Judged(String kind, String query, Map<MessageKey, Integer> grades) {
        int grade(MessageKey message) {
            return grades.getOrDefault(message, 0);
        }

        /** How much of what the best order would give at the top is there: 1 for the best. */
        double ndcg(List<MessageKey> hits) {
            List<Integer> best =
                    grades.values().stream().sorted((a, b) -> b - a).toList();
            return gain(hits.stream().map(this::grade).toList()) / gain(best);
        }

        /** 1 if the first hit is relevant, 1/2 if the second is the first such one, and so on. */
        double reciprocalRank(List<MessageKey> hits) {
            for (int i = 0; i < hits.size(); i++) if (grade(hits.get(i)) >= RELEVANT) return 1.0 / (i + 1);
            return 0;
        }

        private static double gain(List<Integer> grades) {
            double gain = 0;
            for (int i = 0; i < Math.min(CUT, grades.size()); i++) {
                gain += (Math.pow(2, grades.get(i)) - 1) / (Math.log(i + 2) / Math.log(2));
            }
            return gain;
        }
    }

    /** @param ndcg at 10, mean over the queries; @param mrr likewise */
    record Scores(int queries, double ndcg, double mrr) {}

    static List<Judged> read() {
        List<Judged> all = new ArrayList<>();
        for (String[] row : rows("/golden/community.tsv")) {
            if (row[0].equals("Q")) {
                all.add(new Judged(row[1], row[2], new HashMap<>()));
            } else {
                var channel = new ChannelKey(CommunityArchive.WORKSPACE, new ChannelId(row[1]));
                all.getLast().grades().put(new MessageKey(channel, Ts.of(row[2])), Integer.valueOf(row[0]));
            }
        }
        return all;
    }

    /** By kind of query, and {@code all}. */
    static Map<String, Scores> scores(Map<Judged, List<MessageKey>> hits) {
        Map<String, double[]> sums = new TreeMap<>();
        hits.forEach((query, found) -> {
            for (String kind : List.of(query.kind(), "all")) {
                double[] sum = sums.computeIfAbsent(kind, any -> new double[3]);
                sum[0]++;
                sum[1] += query.ndcg(found);
                sum[2] += query.reciprocalRank(found);
            }
        });
        Map<String, Scores> scores = new TreeMap<>();
        sums.forEach((kind, sum) -> scores.put(kind, new Scores((int) sum[0], sum[1] / sum[0], sum[2] / sum[0])));
        return scores;
    }

    /** The scores that must not be fallen short of. */
    static Map<String, Scores> recorded() {
        Map<String, Scores> recorded = new TreeMap<>();
        for (String[] row : rows("/golden/scores.tsv")) {
            recorded.put(
                    row[0],
                    new Scores(Integer.parseInt(row[1]), Double.parseDouble(row[2]), Double.parseDouble(row[3])));
        }
        return recorded;
    }

    private static List<String[]> rows(String resource) {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(GoldenSet.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
