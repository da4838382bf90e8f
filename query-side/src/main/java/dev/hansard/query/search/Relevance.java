// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

import dev.hansard.api.Ts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the score comes about: the sum of text, recency and closeness, so that each part can be told apart in an
 * explanation. BM25 (k1 = 1.2, b = 0.75) is meant as Lucene computes it, without the constant factor k1 + 1 that
 * Elasticsearch keeps.
 *
 * @param word weight of a word found whole
 * @param part weight of parts found as written
 * @param stem weight of the stem
 * @param phrase weight of a quoted phrase
 * @param recency null to leave recency out
 * @param boosts each adds its weight to the messages that it holds for, whatever their text
 */
public record Relevance(
        float word,
        float part,
        float stem,
        float phrase,
        @Nullable Recency recency,
        List<Boost> boosts) {
    public Relevance {
        boosts = List.copyOf(boosts);
    }

    /** Text only, with the weights that {@link #with} keeps. */
    public static final Relevance TEXT = new Relevance(0.5f, 0.7f, 1f, 2.5f, null, List.of());

    /** The same weights of text, blended with these. */
    public Relevance with(@Nullable Recency newRecency, List<Boost> newBoosts) {
        return new Relevance(word, part, stem, phrase, newRecency, newBoosts);
    }

    /**
     * Adds {@code weight x pivot / (pivot + age)}: the whole weight now, half of it at the age of {@code pivot}.
     *
     * @param now what age is counted from, in both directions
     */
    public record Recency(Ts now, Duration pivot, float weight) {}

    /** @param condition filters only, no text */
    public record Boost(String name, Condition condition, float weight) {}
}
