// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.api.MessageView;
import dev.hansard.api.SearchQueries.Score;
import dev.hansard.api.Ts;
import dev.hansard.query.search.Condition;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.Relevance;
import dev.hansard.query.search.Relevance.Boost;
import dev.hansard.query.search.Relevance.Recency;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How scores came about, told by the summands of {@link Closeness}; what is left is the text's. The engine's own explanation
 * is not used: it counts documents, also those that the searcher does not see, administrator or not.
 */
final class Scores {
    private Scores() {}

    static Score explained(float score, MessageView message, Relevance relevance) {
        List<Score> parts = new ArrayList<>();
        double rest = score;
        Recency recency = relevance.recency();
        if (recency != null) {
            double value = recency(recency, message.ts());
            parts.add(new Score(value, "recency", List.of()));
            rest -= value;
        }
        for (Boost boost : relevance.boosts()) {
            if (!holds(boost.condition(), message)) continue;
            parts.add(new Score(boost.weight(), boost.name(), List.of()));
            rest -= boost.weight();
        }
        parts.addFirst(new Score(Math.max(0, rest), "text", List.of()));
        return new Score(score, "sum", List.copyOf(parts));
    }

    private static double recency(Recency recency, Ts sent) {
        double pivot = recency.pivot().toNanos() / 1_000.0;
        return recency.weight() * pivot / (pivot + Math.abs(recency.now().micros() - sent.micros()));
    }

    private static boolean holds(Condition condition, MessageView message) {
        return switch (condition) {
            case Condition.InChannels in ->
                in.channels().contains(message.channel().channel());
            case Condition.InThreads in -> in.roots().contains(root(message));
            case Condition.Author by -> by.users().contains(message.author());
            case Condition.And all -> all.all().stream().allMatch(each -> holds(each, message));
            case Condition.Or any -> any.any().stream().anyMatch(each -> holds(each, message));
            case Condition.Not not -> !holds(not.condition(), message);
            case Condition.Term ignored -> false;
            case Condition.Phrase ignored -> false;
            case Condition.StartsWith ignored -> false;
            case Condition.Between ignored -> false;
            case Condition.Has ignored -> false;
        };
    }

    private static MessageKey root(MessageView message) {
        return new MessageKey(message.channel(), Objects.requireNonNullElse(message.thread(), message.ts()));
    }
}
