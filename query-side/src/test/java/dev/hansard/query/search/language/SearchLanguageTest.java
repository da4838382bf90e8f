// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.query.search.language.Reference.Kind;
import dev.hansard.query.search.language.SearchTerm.From;
import dev.hansard.query.search.language.SearchTerm.Has;
import dev.hansard.query.search.language.SearchTerm.In;
import dev.hansard.query.search.language.SearchTerm.Is;
import dev.hansard.query.search.language.SearchTerm.Nature;
import dev.hansard.query.search.language.SearchTerm.Phrase;
import dev.hansard.query.search.language.SearchTerm.Reacted;
import dev.hansard.query.search.language.SearchTerm.Sent;
import dev.hansard.query.search.language.SearchTerm.Thing;
import dev.hansard.query.search.language.SearchTerm.To;
import dev.hansard.query.search.language.SearchTerm.With;
import dev.hansard.query.search.language.SearchTerm.Word;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchLanguageTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    /** A Wednesday; already Thursday in Tokyo. */
    private static final Instant NOW = Instant.parse("2026-03-11T16:00:00Z");

    @Test
    void wordsPhrasesAndOperatorsShouldBeTold() {
        assertThat(read("deploy \"blue green\" -staging -\"not this\" in:#ops"))
                .containsExactly(
                        is(new Word("deploy")),
                        is(new Phrase("blue green")),
                        not(new Word("staging")),
                        not(new Phrase("not this")),
                        is(new In(new Reference(Kind.CHANNEL, "ops"))));
    }

    @Test
    void referencesShouldBeReadInEverySpelling() {
        assertThat(term("in:general")).isEqualTo(new In(new Reference(Kind.EITHER, "general")));
        assertThat(term("in:<#C123|general>")).isEqualTo(new In(new Reference(Kind.CHANNEL, "C123")));
        assertThat(term("IN:<#C123|two words>")).isEqualTo(new In(new Reference(Kind.CHANNEL, "C123")));
        assertThat(term("in:@ann")).isEqualTo(new In(new Reference(Kind.PERSON, "ann")));
        assertThat(term("from:<@U123>")).isEqualTo(new From(new Reference(Kind.PERSON, "U123")));
        assertThat(term("from:me")).isEqualTo(new From(new Reference(Kind.ME, "me")));
        assertThat(term("from:\"Deploy Bot\"")).isEqualTo(new From(new Reference(Kind.EITHER, "Deploy Bot")));
        assertThat(term("to:me")).isEqualTo(new To(new Reference(Kind.ME, "me")));
        assertThat(term("with:@ann")).isEqualTo(new With(new Reference(Kind.PERSON, "ann")));
    }

    @Test
    void thingsShouldBeRead() {
        assertThat(term("has:link")).isEqualTo(new Has(Thing.LINK));
        assertThat(term("has:pin")).isEqualTo(new Has(Thing.PIN));
        assertThat(term("has:star")).isEqualTo(new Has(Thing.STAR));
        assertThat(term("has:reaction")).isEqualTo(new Has(Thing.REACTION));
        assertThat(term("has:file")).isEqualTo(new Has(Thing.FILE));
        assertThat(term("has::tada:")).isEqualTo(new Reacted("tada", false));
        assertThat(term("hasmy::+1::skin-tone-2:")).isEqualTo(new Reacted("+1::skin-tone-2", true));
        assertThat(term("hasmy:reaction")).isEqualTo(new Has(Thing.MY_REACTION));
        assertThat(term("is:thread")).isEqualTo(new Is(Nature.THREAD));
        assertThat(term("is:dm")).isEqualTo(new Is(Nature.DIRECT));
        assertThat(term("is:saved")).isEqualTo(new Is(Nature.SAVED));
    }

    @ParameterizedTest
    @CsvSource({
        "on:2026-03-01,2026-03-01,2026-03-02",
        "on:2026/3/1,2026-03-01,2026-03-02",
        "on:03/01/2026,2026-03-01,2026-03-02",
        "on:today,2026-03-11,2026-03-12",
        "on:yesterday,2026-03-10,2026-03-11",
        "on:wednesday,2026-03-11,2026-03-12",
        "on:Thursday,2026-03-05,2026-03-06",
        "during:mar,2026-03-01,2026-04-01",
        "during:December,2025-12-01,2026-01-01",
        "during:2025,2025-01-01,2026-01-01",
        "during:2025-11,2025-11-01,2025-12-01",
        "during:jan-2024,2024-01-01,2024-02-01",
        "'during:\"June 2019\"',2019-06-01,2019-07-01",
        "during:week,2026-03-09,2026-03-16",
        "during:month,2026-03-01,2026-04-01",
        "during:year,2026-01-01,2027-01-01"
    })
    void datesShouldBeTheSearchersDays(String query, LocalDate from, LocalDate until) {
        assertThat(term(query)).isEqualTo(new Sent(micros(from), micros(until)));
    }

    @Test
    void beforeAndAfterShouldLeaveOutTheirDay() {
        assertThat(term("before:2026-03-01")).isEqualTo(new Sent(0, micros(LocalDate.of(2026, 3, 1))));
        assertThat(term("after:2026-03-01")).isEqualTo(new Sent(micros(LocalDate.of(2026, 3, 2)), Long.MAX_VALUE));
        assertThat(term("after:2025")).isEqualTo(new Sent(micros(LocalDate.of(2026, 1, 1)), Long.MAX_VALUE));
    }

    @Test
    void todayShouldBeAnotherDayFartherEast() {
        SearchTerm east = SearchLanguage.read("on:today", NOW, ZoneId.of("Asia/Tokyo"))
                .getFirst()
                .term();
        long from =
                LocalDate.of(2026, 3, 12).atStartOfDay(ZoneId.of("Asia/Tokyo")).toEpochSecond() * 1_000_000;
        assertThat(east).isEqualTo(new Sent(from, from + 86_400_000_000L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo:bar",
                "https://example.com/a?b=c",
                "before:soon",
                "on:2026-02-30",
                "during:13/13/2026",
                "has:hope",
                "is:nice",
                "hasmy:link",
                "in:",
                "before:99999",
                "--verbose",
                "-",
                "a-b",
                "10:30"
            })
    void whatIsNoOperatorShouldBeText(String query) {
        assertThat(read(query)).containsExactly(is(new Word(query)));
    }

    @Test
    void quotesShouldHoldTogetherOnlyWhenTheyAreClosed() {
        assertThat(read("\"a \\\"b\\\" c\"")).containsExactly(is(new Phrase("a \"b\" c")));
        assertThat(read("say \"never closed"))
                .containsExactly(is(new Word("say")), is(new Word("never")), is(new Word("closed")));
        assertThat(read("“curly ones”")).containsExactly(is(new Phrase("curly ones")));
        assertThat(read("x \"\" y")).containsExactly(is(new Word("x")), is(new Word("y")));
    }

    @Test
    void controlCharactersShouldBeBlanks() {
        assertThat(read("a\u0000b\tc\u202Ed\uE000e\uE001\uD800f"))
                .containsExactlyElementsOf(List.of("a", "b", "c", "d", "e", "f").stream()
                        .map(word -> is(new Word(word)))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u0000\t\n", "\"\"", "\"", "\u200B"})
    void emptyQueriesShouldBeRefused(String query) {
        assertThatThrownBy(() -> read(query))
                .isInstanceOfSatisfying(
                        Rejection.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NO_QUERY));
    }

    @Test
    void tooMuchShouldBeRefusedWithTheLimit() {
        assertThat(read("x".repeat(SearchLanguage.MOST_CHARACTERS))).hasSize(1);
        assertThatThrownBy(() -> read("x".repeat(10_000))).hasMessage("must be at most 2000 characters: query");
        assertThat(read("x ".repeat(SearchLanguage.MOST_CLAUSES))).hasSize(SearchLanguage.MOST_CLAUSES);
        assertThatThrownBy(() -> read("is:dm ".repeat(101)))
                .hasMessage("must have at most 100 words, phrases and operators: query");
        assertThatThrownBy(() -> read("with:@ann ".repeat(6))).hasMessage("must have at most 5 with: operators: query");
    }

    @Test
    void everyTextShouldBeReadOrRefused() {
        String[] bits = {
            "\"", "-", ":", "in:", "from:", "<#C1|", ">", "@", "#", " ", "\\", "on:", "2026-", "has:", "é", "\uD83D",
            "\u0007", "me", "*", "“", "”"
        };
        for (int seed = 0; seed < 5_000; seed++) {
            var random = new Random(seed);
            String query = IntStream.range(0, 1 + random.nextInt(30))
                    .mapToObj(i -> bits[random.nextInt(bits.length)])
                    .collect(Collectors.joining());
            try {
                assertThat(read(query)).isNotEmpty();
            } catch (Rejection refused) {
                assertThat(refused.code()).as(query).isEqualTo(ErrorCode.NO_QUERY);
            }
        }
    }

    private static List<Clause> read(String query) {
        return SearchLanguage.read(query, NOW, ZONE);
    }

    private static SearchTerm term(String query) {
        List<Clause> clauses = read(query);
        assertThat(clauses).hasSize(1);
        return clauses.getFirst().term();
    }

    private static Clause is(SearchTerm term) {
        return new Clause(false, term);
    }

    private static Clause not(SearchTerm term) {
        return new Clause(true, term);
    }

    private static long micros(LocalDate day) {
        return day.atStartOfDay(ZONE).toEpochSecond() * 1_000_000;
    }
}
