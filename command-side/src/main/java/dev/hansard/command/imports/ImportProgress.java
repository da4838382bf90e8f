// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is.
 *
 * @param conversation the folder being read, or null while people come in
 * @param bytesDone unpacked bytes of day files read so far
 * @param bytesTotal unpacked bytes of all day files, as the archive says
 * @param messages messages settled so far: imported, already there or skipped
 * @param elapsed since the start
 */
public record ImportProgress(
        @Nullable String conversation, long bytesDone, long bytesTotal, long messages, Duration elapsed) {

    /** Messages per second since the start. */
    public double rate() {
        return messages * 1e9 / Math.max(1, elapsed.toNanos());
    }

    /** From 0 to 1. */
    public double fraction() {
        return bytesTotal <= 0 ? 1 : Math.min(1, (double) bytesDone / bytesTotal);
    }

    /** An estimate from the bytes read so far; null before there are any. */
    public @Nullable Duration left() {
        double done = fraction();
        return done <= 0 ? null : Duration.ofNanos((long) (elapsed.toNanos() * (1 - done) / done));
    }
}
