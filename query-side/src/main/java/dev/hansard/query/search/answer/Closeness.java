// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.query.search.Condition;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.Relevance;
import dev.hansard.query.search.Relevance.Boost;
import dev.hansard.query.search.Relevance.Recency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What comes before what, beside the text: newer messages, and what the searcher is close to. The weights are small against
 * those of a word that is rare, so they order what fits about equally well; see ADR 0017.
 */
final class Closeness {
    static final String OWN_CHANNELS = "own channels";
    static final String OWN_THREADS = "own threads";
    static final String COMPANIONS = "people they talk with";

    /** How many of the searcher's newest messages in threads tell its threads. */
    static final int THREAD_MESSAGES = 100;

    private static final Duration PIVOT = Duration.ofDays(30);
    private static final float RECENCY = 1.5f;
    private static final float CHANNELS = 0.5f;
    private static final float THREADS = 1f;
    private static final float PEOPLE = 0.5f;

    private Closeness() {}

    static Relevance of(Sight sight, Set<MessageKey> threads, Instant now) {
        List<Boost> boosts = new ArrayList<>();
        boosts.add(new Boost(OWN_CHANNELS, new Condition.InChannels(sight.where(place -> place.member())), CHANNELS));
        if (!threads.isEmpty()) boosts.add(new Boost(OWN_THREADS, new Condition.InThreads(threads), THREADS));
        Set<UserId> companions = sight.companions();
        if (!companions.isEmpty()) boosts.add(new Boost(COMPANIONS, new Condition.Author(companions), PEOPLE));
        return Relevance.TEXT.with(new Recency(Ts.at(now), PIVOT, RECENCY), boosts);
    }
}
