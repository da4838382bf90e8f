// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.query.search.Condition;
import dev.hansard.query.search.Fact;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.analysis.QueryText;
import dev.hansard.query.search.analysis.TextAnalysis;
import dev.hansard.query.search.answer.Sight.Place;
import dev.hansard.query.search.language.Clause;
import dev.hansard.query.search.language.Reference;
import dev.hansard.query.search.language.Reference.Kind;
import dev.hansard.query.search.language.SearchTerm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a query means to this searcher. Names are looked up among what it sees only, so a conversation that it does not see
 * is one that does not exist: {@code in:} one finds nothing, {@code -in:} one leaves nothing out.
 *
 * @param threads in which these people take part
 */
record Meaning(Sight sight, QueryText text, Function<Set<UserId>, Set<MessageKey>> threads) {
    private static final Condition NOTHING = new Condition.Or(List.of());

    /** Shorter beginnings than this are words, as nearly everything starts so. */
    private static final int LEAST_PREFIX = 3;

    /** Null when there is nothing in the query that could be searched for. */
    @Nullable
    Condition of(List<Clause> clauses) {
        List<Condition> all = new ArrayList<>();
        Set<ChannelId> places = new HashSet<>();
        Set<UserId> authors = new HashSet<>();
        boolean placed = false;
        boolean authored = false;
        for (Clause clause : clauses) {
            // Several places, or several authors, are alternatives: no message has two of them.
            if (!clause.excluded() && clause.term() instanceof SearchTerm.In(Reference place)) {
                places.addAll(channels(place));
                placed = true;
            } else if (!clause.excluded() && clause.term() instanceof SearchTerm.From(Reference author)) {
                authors.addAll(people(author));
                authored = true;
            } else {
                Condition condition = condition(clause.term());
                if (condition != null) all.add(clause.excluded() ? new Condition.Not(condition) : condition);
            }
        }
        if (placed) all.add(new Condition.InChannels(places));
        if (authored) all.add(new Condition.Author(authors));
        return all.isEmpty() ? null : new Condition.And(all);
    }

    private @Nullable Condition condition(SearchTerm term) {
        return switch (term) {
            case SearchTerm.Word(String word) -> word(word);
            case SearchTerm.Phrase(String phrase) -> text.phrase(phrase);
            case SearchTerm.In(Reference place) -> new Condition.InChannels(channels(place));
            case SearchTerm.From(Reference author) -> new Condition.Author(people(author));
            case SearchTerm.To(Reference addressee) -> to(addressee);
            case SearchTerm.With(Reference companion) -> with(companion);
            case SearchTerm.Sent(long from, long until) -> new Condition.Between(ts(from), ts(until));
            case SearchTerm.Has(SearchTerm.Thing thing) -> has(thing);
            case SearchTerm.Reacted(String emoji, boolean byMe) -> {
                String name = TextAnalysis.emojiName(emoji);
                yield new Condition.Has(byMe ? Fact.reactedBy(sight.viewer(), name) : Fact.reaction(name));
            }
            case SearchTerm.Is(SearchTerm.Nature nature) -> is(nature);
        };
    }

    private @Nullable Condition word(String word) {
        boolean beginning = word.length() > LEAST_PREFIX && word.indexOf('*') == word.length() - 1;
        return beginning ? text.startsWith(word.substring(0, word.length() - 1)) : text.terms(word);
    }

    /** To the searcher: what others wrote in its direct conversations. To somebody else: what it wrote there itself. */
    private Condition to(Reference addressee) {
        var mine = new Condition.Author(Set.of(sight.viewer()));
        if (addressee.kind() == Kind.ME) {
            return new Condition.And(List.of(direct(), new Condition.Not(mine)));
        }
        return new Condition.And(List.of(new Condition.InChannels(alone(people(addressee))), mine));
    }

    private Condition with(Reference companion) {
        Set<UserId> people = people(companion);
        if (people.isEmpty()) return NOTHING;
        Set<ChannelId> direct =
                sight.where(place -> place.kind().isDirect() && people.stream().anyMatch(place.members()::contains));
        return new Condition.Or(
                List.of(new Condition.InChannels(direct), new Condition.InThreads(threads.apply(people))));
    }

    private Condition has(SearchTerm.Thing thing) {
        return switch (thing) {
            case LINK -> new Condition.Has(Fact.LINK);
            case PIN -> new Condition.Has(Fact.PIN);
            case REACTION -> new Condition.Has(Fact.REACTION);
            case MY_REACTION -> new Condition.Has(Fact.reactedBy(sight.viewer()));
            case FILE -> new Condition.Has(Fact.FILE);
            case STAR -> NOTHING;
        };
    }

    private Condition is(SearchTerm.Nature nature) {
        return switch (nature) {
            case THREAD -> new Condition.Has(Fact.THREAD);
            case DIRECT -> direct();
            case SAVED -> NOTHING;
        };
    }

    private Condition direct() {
        return new Condition.InChannels(sight.where(place -> place.kind().isDirect()));
    }

    private Set<ChannelId> channels(Reference place) {
        return switch (place.kind()) {
            case CHANNEL -> named(place.name());
            case PERSON, ME -> alone(people(place));
            case EITHER -> {
                Set<ChannelId> channels = named(place.name());
                yield channels.isEmpty() ? alone(people(place)) : channels;
            }
        };
    }

    private Set<ChannelId> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Set<ChannelId> channels = new HashSet<>(sight.where(place -> lower.equals(place.name())));
        for (ChannelId channel : sight.channels()) {
            if (channel.value().equals(name)) channels.add(channel);
        }
        return channels;
    }

    /** The direct messages between the searcher and each of them; with itself when it is meant. */
    private Set<ChannelId> alone(Set<UserId> people) {
        return sight.where(place -> place.kind() == ChannelKind.IM && isWith(place, people));
    }

    private boolean isWith(Place place, Set<UserId> people) {
        List<UserId> others = place.members().stream()
                .filter(user -> !user.equals(sight.viewer()))
                .toList();
        return others.isEmpty() ? people.contains(sight.viewer()) : people.containsAll(others);
    }

    private Set<UserId> people(Reference person) {
        if (person.kind() == Kind.ME) return Set.of(sight.viewer());
        if (person.kind() == Kind.CHANNEL) return Set.of();
        return sight.named().getOrDefault(person.name(), Set.of());
    }

    private static @Nullable Ts ts(long micros) {
        if (micros <= 0) return null;
        return micros > Ts.MAX.micros() ? null : new Ts(micros);
    }
}
