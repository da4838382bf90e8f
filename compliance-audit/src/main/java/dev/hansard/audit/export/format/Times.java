// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.Ts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as the formats write them. Everything is UTC. */
final class Times {
    private static final DateTimeFormatter PLAIN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
            .withZone(ZoneOffset.UTC)
            .withLocale(Locale.ROOT);
    private static final DateTimeFormatter MAIL = DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss '+0000'")
            .withZone(ZoneOffset.UTC)
            .withLocale(Locale.ENGLISH);

    private Times() {}

    static Instant instant(Ts ts) {
        return Instant.ofEpochSecond(ts.seconds(), ts.micros() % 1_000_000 * 1_000);
    }

    static LocalDate day(Ts ts) {
        return LocalDate.ofEpochDay(Math.floorDiv(ts.seconds(), 86_400L));
    }

    /** ISO 8601 with offset and microseconds. */
    static String iso(Ts ts) {
        var text = new StringBuilder(32).append(day(ts)).append('T');
        int second = (int) Math.floorMod(ts.seconds(), 86_400L);
        digits(second / 3_600, 2, text).append(':');
        digits(second / 60 % 60, 2, text).append(':');
        digits(second % 60, 2, text).append('.');
        return digits((int) (ts.micros() % 1_000_000), 6, text).append("+00:00").toString();
    }

    /** {@code YYYY-MM-DD hh:mm:ss}. */
    static String plain(Ts ts) {
        return PLAIN.format(instant(ts));
    }

    /** As in mail headers (RFC 5322). */
    static String mail(Ts ts) {
        return MAIL.format(instant(ts));
    }

    static long millis(Ts ts) {
        return ts.micros() / 1_000;
    }

    private static StringBuilder digits(int number, int width, StringBuilder to) {
        String digits = Integer.toString(number);
        return to.repeat('0', width - digits.length()).append(digits);
    }
}
