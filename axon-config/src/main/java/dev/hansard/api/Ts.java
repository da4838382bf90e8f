// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message's identity in its channel: microseconds since the epoch, written {@code seconds.micros} with ten and six
 * digits, so that the text sorts like the number. Strictly increasing within a channel; not a reliable clock.
 */
public record Ts(long micros) implements Comparable<Ts> {
    /** Before every message. */
    public static final Ts ZERO = new Ts(0);
    /** After every message: the largest value that ten digits of seconds can write. */
    public static final Ts MAX = new Ts(9_999_999_999_999_999L);

    private static final long PER_SECOND = 1_000_000;

    public Ts {
        if (micros < 0 || micros > 9_999_999_999_999_999L) throw new IllegalArgumentException("ts out of range");
    }

    public static Ts at(Instant instant) {
        return new Ts(instant.getEpochSecond() * PER_SECOND + instant.getNano() / 1_000);
    }

    /** The ts for something that happens at {@code now} after {@code last}: later than both, even if the clock stepped back. */
    public static Ts after(Ts last, Instant now) {
        return new Ts(Math.max(at(now).micros, last.micros + 1));
    }

    /**
     * Reads {@code seconds} or {@code seconds.fraction} with up to six digits of fraction, as clients send them.
     *
     * @return null if the text is neither
     */
    public static @Nullable Ts parse(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 17) return null;
        int dot = text.indexOf('.');
        String seconds = dot < 0 ? text : text.substring(0, dot);
        String fraction = dot < 0 ? "" : text.substring(dot + 1);
        if (seconds.isEmpty() || seconds.length() > 10 || fraction.length() > 6) return null;
        long value = digits(seconds);
        long part = digits(fraction);
        if (value < 0 || part < 0) return null;
        for (int i = fraction.length(); i < 6; i++) part *= 10;
        return new Ts(value * PER_SECOND + part);
    }

    /** Like {@link #parse}, for text that was written by us; throws {@link IllegalArgumentException} otherwise. */
    public static Ts of(String text) {
        Ts ts = parse(text);
        if (ts == null) throw new IllegalArgumentException("not a ts");
        return Objects.requireNonNull(ts);
    }

    public long seconds() {
        return micros / PER_SECOND;
    }

    public boolean isAfter(Ts other) {
        return micros > other.micros;
    }

    @Override
    public int compareTo(Ts other) {
        return Long.compare(micros, other.micros);
    }

    @Override
    public String toString() {
        var text = new char[17];
        long rest = micros;
        for (int i = 16; i >= 0; i--) {
            if (i == 10) {
                text[i] = '.';
            } else {
                text[i] = (char) ('0' + rest % 10);
                rest /= 10;
            }
        }
        return new String(text);
    }

    private static long digits(String text) {
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
