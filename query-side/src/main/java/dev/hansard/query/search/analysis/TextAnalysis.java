// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import dev.hansard.query.search.AnalysedText;
import dev.hansard.query.search.Condition;
import dev.hansard.query.search.Fact;
import dev.hansard.query.search.Language;
import dev.hansard.query.search.analysis.Token.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The analysis of messages and of queries, in one language. Immutable. */
public record TextAnalysis(Language language) implements QueryText {
    /** More of a message is not indexed; the longest text that can be posted is 40,000 characters. */
    private static final int MOST_TOKENS = 50_000;

    /** What is indexed of some texts, and what they say about the message. */
    public record Analysed(AnalysedText text, Set<Fact> facts) {
        public Analysed {
            facts = Set.copyOf(facts);
        }
    }

    /** @param texts in mrkdwn, as on the wire; a phrase does not reach from one into the next unless it is nearly so */
    public Analysed analyse(Collection<String> texts) {
        int length = 0;
        for (String text : texts) length += text.length();
        var gathered = new Gathered(MOST_TOKENS, length);
        for (String text : texts) Tokens.read(text, language, gathered);
        return gathered.analysed();
    }

    private Stream<Token> tokens(String text) {
        return Tokens.of(text, language).stream().filter(token -> !token.parts().isEmpty());
    }

    private static Stream<Part> parts(List<Token> tokens) {
        return tokens.stream().flatMap(token -> token.parts().stream());
    }

    @Override
    public @Nullable Condition terms(String text) {
        List<Condition> terms = new ArrayList<>();
        tokens(text).map(TextAnalysis::term).distinct().forEach(terms::add);
        return terms.isEmpty() ? null : terms.size() == 1 ? terms.getFirst() : new Condition.And(terms);
    }

    private static Condition term(Token token) {
        List<String> parts = token.parts().stream().map(Part::text).toList();
        return new Condition.Term(
                token.whole(),
                parts,
                parts.size() == 1 ? token.parts().getFirst().stem() : null);
    }

    @Override
    public @Nullable Condition phrase(String text) {
        List<Token> tokens = tokens(text).toList();
        if (tokens.isEmpty()) return null;
        var words = new LinkedHashSet<String>();
        for (Token token : tokens) if (token.words().contains(token.whole())) words.add(token.whole());
        return new Condition.Phrase(words, parts(tokens).map(Part::text).toList());
    }

    @Override
    public @Nullable Condition startsWith(String text) {
        List<Token> tokens = tokens(text).toList();
        if (tokens.isEmpty()) return null;
        Token last = tokens.getLast();
        var conditions = new ArrayList<Condition>();
        tokens.subList(0, tokens.size() - 1).forEach(token -> conditions.add(term(token)));
        conditions.add(new Condition.StartsWith(last.whole()));
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.And(conditions);
    }

    /**
     * The name by which an emoji is indexed, in texts and as a reaction: the one for all its names, without skin tone.
     *
     * @param name without colons around it, such as {@code thumbsup::skin-tone-2}
     */
    public static String emojiName(String name) {
        int tone = name.indexOf("::");
        return Emoji.canonical((tone < 0 ? name : name.substring(0, tone)).toLowerCase(Locale.ROOT));
    }

    /** Lets go of all words that are remembered from texts; to be called when something that was written is erased. */
    public static void forget() {
        Words.forget();
    }

    /** Where a condition is found in a text of this language. */
    public Highlighter highlighter() {
        return new TokenHighlighter(language);
    }
}
