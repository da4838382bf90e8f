// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time on the command line: a UTC day like {@code 2026-11-22}, or a moment like {@code 2026-11-22T10:00:00Z}. Anything else
 * is a wrong argument.
 *
 * @param text as it was written
 * @param day whether it is a whole day
 * @param start its first moment
 */
record Moment(String text, boolean day, Instant start) {
    static final class Reader implements ITypeConverter<Moment> {
        @Override
        public Moment convert(String text) {
            try {
                if (text.contains("T")) return new Moment(text, false, Instant.parse(text));
                return new Moment(
                        text,
                        true,
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        text + " is neither a day like 2026-11-22 nor a moment like 2026-11-22T10:00:00Z");
            }
        }
    }

    /** What follows the whole day, or the moment itself. */
    Instant end() {
        return day ? start.plus(Duration.ofDays(1)) : start;
    }

    /** The last second of the day, or the second of the moment; epoch seconds. */
    long lastSecond() {
        return day ? end().getEpochSecond() - 1 : start.getEpochSecond();
    }
}
