// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.query.search.language.Clause;
import dev.hansard.query.search.language.Reference;
import dev.hansard.query.search.language.Reference.Kind;
import dev.hansard.query.search.language.SearchTerm;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names in a query that may be people's. */
final class Named {
    private Named() {}

    static Set<String> people(List<Clause> clauses) {
        return clauses.stream()
                .flatMap(clause -> reference(clause.term()))
                .filter(reference -> reference.kind() == Kind.PERSON || reference.kind() == Kind.EITHER)
                .map(Reference::name)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Reference> reference(SearchTerm term) {
        return switch (term) {
            case SearchTerm.In(Reference place) -> Stream.of(place);
            case SearchTerm.From(Reference author) -> Stream.of(author);
            case SearchTerm.To(Reference addressee) -> Stream.of(addressee);
            case SearchTerm.With(Reference companion) -> Stream.of(companion);
            case SearchTerm.Word ignored -> Stream.of();
            case SearchTerm.Phrase ignored -> Stream.of();
            case SearchTerm.Sent ignored -> Stream.of();
            case SearchTerm.Has ignored -> Stream.of();
            case SearchTerm.Reacted ignored -> Stream.of();
            case SearchTerm.Is ignored -> Stream.of();
        };
    }
}
