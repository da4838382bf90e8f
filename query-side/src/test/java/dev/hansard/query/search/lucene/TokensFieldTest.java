// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.index.IndexOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokensFieldTest {
    private final TokensField field = new TokensField("parts", IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);

    /** Elasticsearch splits the same texts so. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "a b cd",
                " a  b ",
                "a\u2028b\u001cc\u1680d\u2003e\u00a0f\u0085g\u200bh\ti\nj",
                "\ud83d\ude00 x\ud800 \udc00",
                "\u6771 \u4eac"
            })
    void tokensShouldBeSplitAsAWhitespaceAnalyzerSplitsThem(String text) throws IOException {
        try (var analyzer = new WhitespaceAnalyzer();
                TokenStream expected = analyzer.tokenStream("parts", text)) {
            List<String> tokens = tokens(expected);
            for (int times = 0; times < 2; times++) {
                TokenStream stream = field.of(text).tokenStream(analyzer, null);
                assertThat(tokens(stream)).isEqualTo(tokens);
                stream.close();
            }
        }
    }

    private static List<String> tokens(TokenStream stream) throws IOException {
        var term = stream.addAttribute(CharTermAttribute.class);
        var step = stream.addAttribute(PositionIncrementAttribute.class);
        var tokens = new ArrayList<String>();
        stream.reset();
        while (stream.incrementToken()) {
            assertThat(step.getPositionIncrement()).isEqualTo(1);
            tokens.add(term.toString());
        }
        stream.end();
        return tokens;
    }
}
