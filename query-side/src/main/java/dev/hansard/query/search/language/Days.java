// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.language;

import dev.hansard.query.search.language.SearchTerm.Sent;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Days, months and years as people write them.
 *
 * @param today where the searcher is
 * @param zone the searcher's
 */
record Days(LocalDate today, ZoneId zone) {
    /** Beyond these a message's ts cannot be. */
    private static final int FIRST_YEAR = 1970;

    private static final int LAST_YEAR = 2286;

    private static final Pattern DAY = Pattern.compile("(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})");
    private static final Pattern AMERICAN_DAY = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern MONTH = Pattern.compile("(\\d{4})[-/](\\d{1,2})");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern NAMED_MONTH = Pattern.compile("([a-z]+)[ /-](\\d{4})");

    private record Span(LocalDate first, LocalDate end) {
        static Span day(LocalDate day) {
            return new Span(day, day.plusDays(1));
        }

        static Span month(YearMonth month) {
            return new Span(month.atDay(1), month.plusMonths(1).atDay(1));
        }

        static Span year(int year) {
            return new Span(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1));
        }
    }

    /** From the first moment that is meant to the first after it; null if it is no date. */
    @Nullable
    Sent span(String text) {
        try {
            Span span = read(text.strip().toLowerCase(Locale.ROOT));
            if (span == null) return null;
            int year = span.first().getYear();
            if (year < FIRST_YEAR || year >= LAST_YEAR) return null;
            return new Sent(micros(span.first()), micros(span.end()));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable Span read(String text) {
        switch (text) {
            case "today":
                return Span.day(today);
            case "yesterday":
                return Span.day(today.minusDays(1));
            case "week":
                LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                return new Span(monday, monday.plusWeeks(1));
            case "month":
                return Span.month(YearMonth.from(today));
            case "year":
                return Span.year(today.getYear());
            default:
                Span named = named(text);
                return named == null ? numbers(text) : named;
        }
    }

    private @Nullable Span named(String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (isName(day.name(), text)) return Span.day(today.with(TemporalAdjusters.previousOrSame(day)));
        }
        Month month = month(text);
        if (month == null) {
            Matcher dated = NAMED_MONTH.matcher(text);
            Month of = dated.matches() ? month(dated.group(1)) : null;
            return of == null ? null : Span.month(YearMonth.of(number(dated, 2), of));
        }
        YearMonth thisYear = YearMonth.of(today.getYear(), month);
        return Span.month(thisYear.isAfter(YearMonth.from(today)) ? thisYear.minusYears(1) : thisYear);
    }

    private static @Nullable Span numbers(String text) {
        Matcher day = DAY.matcher(text);
        if (day.matches()) return Span.day(LocalDate.of(number(day, 1), number(day, 2), number(day, 3)));
        Matcher american = AMERICAN_DAY.matcher(text);
        if (american.matches()) {
            return Span.day(LocalDate.of(number(american, 3), number(american, 1), number(american, 2)));
        }
        Matcher month = MONTH.matcher(text);
        if (month.matches()) return Span.month(YearMonth.of(number(month, 1), number(month, 2)));
        return YEAR.matcher(text).matches() ? Span.year(Integer.parseInt(text)) : null;
    }

    private static @Nullable Month month(String text) {
        for (Month month : Month.values()) {
            if (isName(month.name(), text)) return month;
        }
        return null;
    }

    /** The whole name, or its first three letters. */
    private static boolean isName(String name, String text) {
        return name.equalsIgnoreCase(text) || (text.length() == 3 && name.regionMatches(true, 0, text, 0, 3));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private long micros(LocalDate day) {
        return Math.max(0, day.atStartOfDay(zone).toEpochSecond() * 1_000_000);
    }
}
