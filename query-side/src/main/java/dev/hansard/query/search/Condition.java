// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

import dev.hansard.api.ChannelId;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a message must be to be found. Only {@link Term}, {@link Phrase} and {@link StartsWith} score; everything else
 * filters. What is under {@link Not} never scores. Texts come analysed (see {@code analysis.QueryText}).
 */
public sealed interface Condition {
    /**
     * One word of a query. Holds when {@code words} has the word, or {@code parts} has the parts next to each other, or, for
     * a single part, {@code stems} has the stem. Scores the sum of what holds: {@link Relevance#word()} x BM25 of the word
     * + {@link Relevance#part()} x BM25 of the parts (as a phrase if there are several) + {@link Relevance#stem()} x BM25 of
     * the stem.
     *
     * @param parts not empty
     * @param stem null when there are several parts
     */
    record Term(String word, List<String> parts, @Nullable String stem) implements Condition {
        public Term {
            if (parts.isEmpty()) throw new IllegalArgumentException("a term has parts");
            parts = List.copyOf(parts);
        }
    }

    /**
     * Words in this order next to each other. Holds when {@code parts} has the parts next to each other and {@code words}
     * has each of the words. Scores {@link Relevance#phrase()} x BM25 of the phrase of parts.
     *
     * @param words those of the phrase that have several parts, so that {@code "foo_bar"} does not find {@code foo bar};
     *     they filter
     * @param parts not empty; one alone is a single term of {@code parts}
     */
    record Phrase(Set<String> words, List<String> parts) implements Condition {
        public Phrase {
            if (parts.isEmpty()) throw new IllegalArgumentException("a phrase has parts");
            words = Set.copyOf(words);
            parts = List.copyOf(parts);
        }
    }

    /** Holds when a token of {@code words} or of {@code parts} starts so; scores {@link Relevance#part()}, constantly. */
    record StartsWith(String prefix) implements Condition {}

    /** Written by one of these; by nobody if there are none. */
    record Author(Set<UserId> users) implements Condition {
        public Author {
            users = Set.copyOf(users);
        }
    }

    /** In one of these conversations; in none if there are none. Narrows what the request's scope lets see. */
    record InChannels(Set<ChannelId> channels) implements Condition {
        public InChannels {
            channels = Set.copyOf(channels);
        }
    }

    /** The roots of these threads and the replies to them. */
    record InThreads(Set<MessageKey> roots) implements Condition {
        public InThreads {
            roots = Set.copyOf(roots);
        }
    }

    /**
     * @param from the first ts, null for the beginning of time
     * @param to before this ts, null for no end
     */
    record Between(@Nullable Ts from, @Nullable Ts to) implements Condition {}

    record Has(Fact fact) implements Condition {}

    record Not(Condition condition) implements Condition {}

    /** All of them; everything if there are none. */
    record And(List<Condition> all) implements Condition {
        public And {
            all = List.copyOf(all);
        }
    }

    /** At least one of them, scoring the sum of those that hold; nothing if there are none. */
    record Or(List<Condition> any) implements Condition {
        public Or {
            any = List.copyOf(any);
        }
    }
}
