// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import dev.hansard.query.search.Condition;
import dev.hansard.query.search.Language;
import dev.hansard.query.search.analysis.Token.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Analyses the text again and compares its tokens with those of the condition. */
final class TokenHighlighter implements Highlighter {
    private final Language language;

    TokenHighlighter(Language language) {
        this.language = language;
    }

    @Override
    public List<Span> find(String text, Condition condition) {
        List<Token> tokens = Tokens.of(text, language);
        var found = new ArrayList<Span>();
        mark(tokens, tokens.stream().flatMap(token -> token.parts().stream()).toList(), condition, found);
        return merged(found);
    }

    private static void mark(List<Token> tokens, List<Part> parts, Condition condition, List<Span> found) {
        switch (condition) {
            case Condition.Term term -> {
                tokens.stream()
                        .filter(token -> token.words().contains(term.word()))
                        .forEach(token -> found.add(new Span(token.start(), token.end())));
                sequences(parts, term.parts(), found);
                parts.stream()
                        .filter(part -> part.stem().equals(term.stem()))
                        .forEach(part -> found.add(new Span(part.start(), part.end())));
            }
            case Condition.Phrase phrase -> sequences(parts, phrase.parts(), found);
            case Condition.StartsWith start -> {
                tokens.stream()
                        .filter(token -> token.words().stream().anyMatch(word -> word.startsWith(start.prefix())))
                        .forEach(token -> found.add(new Span(token.start(), token.end())));
                parts.stream()
                        .filter(part -> part.text().startsWith(start.prefix()))
                        .forEach(part -> found.add(new Span(part.start(), part.end())));
            }
            case Condition.And and -> and.all().forEach(each -> mark(tokens, parts, each, found));
            case Condition.Or or -> or.any().forEach(each -> mark(tokens, parts, each, found));
            case Condition.Not ignored -> {}
            case Condition.Author ignored -> {}
            case Condition.InChannels ignored -> {}
            case Condition.InThreads ignored -> {}
            case Condition.Between ignored -> {}
            case Condition.Has ignored -> {}
        }
    }

    private static void sequences(List<Part> parts, List<String> wanted, List<Span> found) {
        for (int i = 0; i + wanted.size() <= parts.size(); i++) {
            boolean here = true;
            for (int j = 0; here && j < wanted.size(); j++) {
                here = parts.get(i + j).text().equals(wanted.get(j));
            }
            if (here) {
                found.add(new Span(
                        parts.get(i).start(), parts.get(i + wanted.size() - 1).end()));
            }
        }
    }

    private static List<Span> merged(List<Span> found) {
        found.sort(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
        var merged = new ArrayList<Span>();
        for (Span span : found) {
            Span last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || span.start() >= last.end()) merged.add(span);
            else if (span.end() > last.end()) merged.set(merged.size() - 1, new Span(last.start(), span.end()));
        }
        return merged;
    }
}
