// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.language;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.query.search.language.Scanner.Piece;
import dev.hansard.query.search.language.SearchTerm.Phrase;
import dev.hansard.query.search.language.SearchTerm.Word;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Slack's search syntax; the grammar is in {@code docs/api.md}. Every text can be read: what is no operator, and an
 * operator whose value it does not know, is text to search for.
 */
public final class SearchLanguage {
    /** Longest query, in characters. */
    public static final int MOST_CHARACTERS = 2_000;

    /** Most words, phrases and operators of a query together. */
    public static final int MOST_CLAUSES = 100;

    /** Most {@code with:} of a query, each of which is a search of its own. */
    public static final int MOST_COMPANIONS = 5;

    private SearchLanguage() {}

    /**
     * @param zone in which days begin
     * @return at least one clause
     * @throws Rejection {@code no_query} if there is nothing in it, {@code invalid_arguments} if there is too much
     */
    public static List<Clause> read(String query, Instant now, ZoneId zone) {
        if (query.length() > MOST_CHARACTERS) {
            throw new Rejection(
                    ErrorCode.INVALID_ARGUMENTS, "must be at most " + MOST_CHARACTERS + " characters: query");
        }
        List<Piece> pieces = Scanner.scan(query);
        if (pieces.size() > MOST_CLAUSES) {
            throw new Rejection(
                    ErrorCode.INVALID_ARGUMENTS,
                    "must have at most " + MOST_CLAUSES + " words, phrases and operators: query");
        }
        var days = new Days(LocalDate.ofInstant(now, zone), zone);
        List<Clause> clauses = new ArrayList<>(pieces.size());
        for (Piece piece : pieces) {
            SearchTerm term =
                    piece.operator().isEmpty() ? text(piece) : Operators.term(piece.operator(), piece.value(), days);
            if (term == null) term = new Word(piece.whole());
            if (!(term instanceof Phrase(String text) && text.isEmpty())) {
                clauses.add(new Clause(piece.excluded(), term));
            }
        }
        Rejection.unless(!clauses.isEmpty(), ErrorCode.NO_QUERY);
        long companions = clauses.stream()
                .filter(clause -> clause.term() instanceof SearchTerm.With)
                .count();
        if (companions > MOST_COMPANIONS) {
            throw new Rejection(
                    ErrorCode.INVALID_ARGUMENTS, "must have at most " + MOST_COMPANIONS + " with: operators: query");
        }
        return List.copyOf(clauses);
    }

    private static SearchTerm text(Piece piece) {
        return piece.quoted() ? new Phrase(piece.value()) : new Word(piece.value());
    }
}
