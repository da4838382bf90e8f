// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.query.search.AnalysedText;
import dev.hansard.query.search.Fact;
import dev.hansard.query.search.Language;
import dev.hansard.query.search.analysis.Token.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Odd texts, hand-picked and generated, and the tokens that every index there is was filled with. A line that changes means
 * that the {@code FORMAT} of the indexes has to, so that they are filled anew.
 */
final class TokensGoldenTest {
    /** Language, text and tokens, with tabs between. */
    static Stream<List<String>> lines() {
        try (var in = Objects.requireNonNull(TokensGoldenTest.class.getResourceAsStream("/search/tokens.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines().map(line -> List.of(line.split("\t", -1))).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void textShouldBecomeTheTokensThatItAlwaysBecame(List<String> line) {
        assertThat(rendered(unescaped(line.get(1)), Language.of(line.get(0)))).isEqualTo(line.get(2));
    }

    @Test
    void whatIsIndexedShouldBeAllTokensInOrder() {
        List<String> texts = lines().map(line -> unescaped(line.get(1))).toList();
        var tokens = new ArrayList<Token>();
        for (String text : texts) tokens.addAll(Tokens.of(text, Language.EN));
        tokens.removeIf(token -> token.parts().isEmpty());
        TextAnalysis.Analysed analysed = new TextAnalysis(Language.EN).analyse(texts);
        assertThat(analysed.text())
                .isEqualTo(new AnalysedText(
                        joined(tokens, Token::words),
                        joined(
                                tokens,
                                token -> token.parts().stream().map(Part::text).toList()),
                        joined(
                                tokens,
                                token -> token.parts().stream().map(Part::stem).toList())));
        Set<Fact> facts = new HashSet<>();
        tokens.forEach(token -> facts.addAll(token.facts()));
        assertThat(analysed.facts()).isEqualTo(facts);
    }

    private static String joined(List<Token> tokens, Function<Token, Collection<String>> of) {
        return tokens.stream()
                .flatMap(token -> of.apply(token).stream())
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" "));
    }

    static String rendered(String text, Language language) {
        var all = new StringBuilder();
        for (Token token : Tokens.of(text, language)) {
            all.append(token.start()).append('-').append(token.end()).append(' ');
            all.append(escaped(token.whole())).append(" [");
            for (String word : token.words()) all.append(escaped(word)).append(' ');
            all.append("] [");
            for (Part part : token.parts()) {
                all.append(part.start()).append('-').append(part.end()).append(' ');
                all.append(escaped(part.text())).append(' ');
                all.append(part.stem().equals(part.text()) ? "=" : escaped(part.stem()));
                all.append(' ');
            }
            all.append("] ");
            for (Fact fact : token.facts()) all.append(escaped(fact.token())).append(' ');
        }
        return all.toString();
    }

    static String escaped(String text) {
        var all = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c > ' ' && c < 0x7f && c != '%') all.append(c);
            else if (c == ' ') all.append('%').append('_');
            else all.append("%%%04x".formatted((int) c));
        }
        return all.toString();
    }

    private static String unescaped(String text) {
        var all = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                all.append(c);
            } else if (text.charAt(i + 1) == '_') {
                all.append(' ');
                i += 1;
            } else {
                all.append((char) Integer.parseInt(text, i + 1, i + 5, 16));
                i += 4;
            }
        }
        return all.toString();
    }
}
