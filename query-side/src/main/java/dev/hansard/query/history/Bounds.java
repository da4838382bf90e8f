// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.api.Ts;

/** The open interval of ts that a client asks for; {@code inclusive} covers both ends. */
record Bounds(long after, long before) {
    static Bounds of(Ts oldest, Ts latest, boolean inclusive) {
        int edge = inclusive ? 1 : 0;
        return new Bounds(oldest.micros() - edge, latest.micros() + edge);
    }

    Bounds newerThan(long ts) {
        return new Bounds(Math.max(after, ts), before);
    }

    Bounds olderThan(long ts) {
        return new Bounds(after, Math.min(before, ts));
    }
}
