// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.query.search.AnalysedText;
import dev.hansard.query.search.Condition;
import dev.hansard.query.search.Language;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextAnalysisTest {
    private static final TextAnalysis ENGLISH = new TextAnalysis(Language.EN);

    private static AnalysedText analysed(String text) {
        return ENGLISH.analyse(List.of(text)).text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "Hello, World!        § ``                              § hello world",
                "foo_bar              § foo_bar                         § foo bar",
                "fooBar               § foo bar                         § foobar",
                "parseHTTPHeader      § parse http header               § parsehttpheader",
                "the APIs             § ``                              § the apis",
                "--dry-run=yes        § --dry-run                       § dry run yes",
                "-v                   § -v                              § v",
                "a -- b - c           § ``                              § a b c",
                "/usr/local/bin       § /usr/local/bin                  § usr local bin",
                "~/x.sh               § ~/x.sh                          § x sh",
                "see foo.py.          § foo.py                          § see foo py",
                "C++ and C#           § c++ c#                          § c and c",
                "std::vector<int>     § std::vector                     § std vector int",
                "#123                 § #123                            § 123",
                "1,250.50             § 1250.50                         § 1250 50",
                "don't O’Neill's      § ``                              § dont oneills",
                "*bold* _it_ ~gone~   § ``                              § bold it gone",
                "{code()}             § ``                              § code",
                "a&amp;b &lt;c&gt;    § a&b                             § a b c",
                "na\u00efve Stra\u00dfe § ``                            § naive strasse",
                "\u6771\u4eac        § ``                              § \u6771 \u4eac",
                "ok:tada: :Tada:      § ok:tada                         § ok tada :tada:",
                "<@U12|anna> <#C1|x>  § ``                              § @u12 #c1",
                "<!subteam^S1|@a>     § ``                              § @s1",
                "<!date^1^{date}|May> § ``                              § may",
                "<mailto:a@b.org|a@b.org> § a@b.org                     § a b org",
                "10:30:45             § 10:30:45                        § 10 30 45"
            })
    void textShouldBecomeTheseTokens(String text, String words, String parts) {
        AnalysedText analysed = analysed(text);
        assertThat(analysed.parts()).isEqualTo(parts);
        assertThat(analysed.words()).isEqualTo(words);
    }

    @Test
    void addressesShouldBeWholeAndInParts() {
        AnalysedText analysed = analysed("<https://ex.org/a?b=c#d|the page>.");
        assertThat(analysed.words()).isEqualTo("https://ex.org/a?b=c#d ex.org/a?b=c#d");
        assertThat(analysed.parts()).isEqualTo("ex org a b c d the page");
    }

    @Test
    void stemsShouldStandForForms() {
        assertThat(analysed("running runs ran John's caresses").stems()).isEqualTo("run run ran john caress");
        assertThat(new TextAnalysis(Language.DE)
                        .analyse(List.of("Häuser Haus"))
                        .text()
                        .stems())
                .isEqualTo("haus haus");
        assertThat(new TextAnalysis(Language.NONE)
                        .analyse(List.of("Häuser"))
                        .text()
                        .stems())
                .isEqualTo("hauser");
    }

    @Test
    void everyLanguageShouldStem() {
        for (Language language : Language.values()) {
            assertThat(new TextAnalysis(language)
                            .analyse(List.of("nationale"))
                            .text()
                            .stems())
                    .as(language.name())
                    .startsWith("nation");
        }
    }

    @Test
    void everyFieldShouldHaveOneTokenPerPartAtMostAndNoneTooLong() {
        String text = "x".repeat(1_000) + " 😀".repeat(20) + " a\u0301" + "\u0301".repeat(600);
        AnalysedText analysed = analysed(text);
        assertThat(analysed.parts().split(" ")).hasSameSizeAs(analysed.stems().split(" "));
        assertThat((analysed.parts() + " " + analysed.words()).split(" "))
                .allMatch(token -> token.length() <= AnalysedText.MAX_TOKEN);
    }

    @Test
    void queriesShouldBecomeConditionsOfTheSameTokens() {
        assertThat(ENGLISH.terms("Deployments"))
                .isEqualTo(new Condition.Term("deployments", List.of("deployments"), "deploy"));
        assertThat(ENGLISH.terms("foo_bar")).isEqualTo(new Condition.Term("foo_bar", List.of("foo", "bar"), null));
        assertThat(ENGLISH.terms("a a")).isInstanceOf(Condition.Term.class);
        assertThat(ENGLISH.terms("a b")).isInstanceOf(Condition.And.class);
        assertThat(ENGLISH.terms("!? ...")).isNull();
        assertThat(ENGLISH.phrase("--")).isNull();
        assertThat(ENGLISH.phrase("the foo_bar"))
                .isEqualTo(new Condition.Phrase(java.util.Set.of("foo_bar"), List.of("the", "foo", "bar")));
        assertThat(ENGLISH.startsWith("Dépl")).isEqualTo(new Condition.StartsWith("depl"));
        assertThat(ENGLISH.startsWith("")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "we deployed it      § deploys      § we [deployed] it",
                "a foo_bar b         § foo_bar      § a [foo_bar] b",
                "a foo_bar b         § bar          § a foo_[bar] b",
                "fooBar              § bar          § [fooBar]",
                "x &amp; y           § y            § x &amp; [y]",
                "a&amp;b             § a&b          § [a&amp;b]",
                "hi <@U1|anna> there § <@U1>        § hi [<@U1|anna>] there",
                "<https://a.org|doc> § doc          § [<https://a.org|doc>]",
                "Caf\u00e9s           § cafe         § [Caf\u00e9s]",
                "a b a               § a            § [a] b [a]",
                "none                § other        § none"
            })
    void findingsShouldBeMarkedWhereTheyAre(String text, String query, String marked) {
        var spans = ENGLISH.highlighter().find(text, ENGLISH.terms(query));
        var result = new StringBuilder(text);
        for (var span : spans.reversed()) {
            result.insert(span.end(), ']').insert(span.start(), '[');
        }
        assertThat(result.toString()).isEqualTo(marked);
    }

    @Test
    void whatIsExcludedShouldNotBeMarked() {
        var not = new Condition.Not(ENGLISH.terms("apples"));
        assertThat(ENGLISH.highlighter().find("apples", not)).isEmpty();
        assertThat(ENGLISH.highlighter().find("the red apple is red", ENGLISH.phrase("red apple")))
                .containsExactly(new Highlighter.Span(4, 13));
    }
}
