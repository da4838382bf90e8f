// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.retention;

import dev.hansard.axon.preservation.RetentionSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** When the daily run is due. */
final class Schedule {
    private Schedule() {}

    /** The last moment not after {@code now} at which a run was due. */
    static Instant last(RetentionSettings settings, Instant now) {
        Instant today = LocalDate.ofInstant(now, ZoneOffset.UTC)
                .atTime(settings.runAt())
                .toInstant(ZoneOffset.UTC);
        return today.isAfter(now) ? today.minusSeconds(24 * 60 * 60) : today;
    }

    static Instant next(RetentionSettings settings, Instant now) {
        return last(settings, now).plusSeconds(24 * 60 * 60);
    }
}
