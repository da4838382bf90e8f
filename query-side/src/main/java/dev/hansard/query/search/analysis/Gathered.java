// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import dev.hansard.query.search.AnalysedText;
import dev.hansard.query.search.Fact;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Puts tokens together to what is indexed of a message. */
final class Gathered implements Consumer<Token> {
    private final StringBuilder words = new StringBuilder();
    private final StringBuilder parts;
    private final StringBuilder stems;
    private final Set<Fact> facts = new HashSet<>();
    private int left;

    /**
     * @param most tokens; what comes after them is left out
     * @param length of the texts, about
     */
    Gathered(int most, int length) {
        this.left = most;
        this.parts = new StringBuilder(length);
        this.stems = new StringBuilder(length);
    }

    @Override
    public void accept(Token token) {
        if (token.parts().isEmpty() || left-- <= 0) return;
        for (String word : token.words()) append(words, word);
        for (Token.Part part : token.parts()) {
            append(parts, part.text());
            append(stems, part.stem());
        }
        facts.addAll(token.facts());
    }

    private static void append(StringBuilder to, String token) {
        if (token.isEmpty()) return;
        if (!to.isEmpty()) to.append(' ');
        to.append(token);
    }

    TextAnalysis.Analysed analysed() {
        var text = new AnalysedText(words.toString(), parts.toString(), stems.toString());
        return new TextAnalysis.Analysed(text, facts);
    }
}
