// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.util.ArrayList;
import java.util.List;

/** When somebody who comes and goes was in which channel. */
final class Stays {
    private record Stay(int channel, long joined, long left) {}

    private final List<Stay> stays = new ArrayList<>();
    private boolean excused;

    /** Both ends in microseconds, of the events that the record has. */
    void add(int channel, long joined, long left) {
        stays.add(new Stay(channel, joined, left));
    }

    boolean has(int channel, long ts) {
        return stays.stream().anyMatch(stay -> stay.channel == channel && ts > stay.joined && ts < stay.left);
    }

    /** From now on nothing is due. */
    void excuse() {
        excused = true;
    }

    boolean isDue(int channel, long ts) {
        return !excused && has(channel, ts);
    }
}
