// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.Erases;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last events of a shard, for those who come in or return: all between two positions that this edge was to hear of. Which
 * those are is for the asker to know.
 */
final class RecentEvents {
    private final Entry[] ring;

    /** How many were ever added; the last is at {@code (added - 1) % ring.length}. */
    private long added;

    private long from = -1;
    private long last = -1;

    RecentEvents(int capacity) {
        ring = new Entry[capacity];
    }

    /** Nothing is known of what came before {@code position}, unless it is known already where this begins. */
    void startAt(long position) {
        if (last >= 0) return;
        from = position;
        last = position;
    }

    void add(Entry entry) {
        startAt(entry.position() - 1);
        int place = (int) (added % ring.length);
        if (added >= ring.length) from = ring[place].position();
        ring[place] = entry;
        added++;
        last = entry.position();
        if (entry.event() instanceof Erases erases) forget(erases, entry);
    }

    /** Up to {@code position} there was nothing else. */
    void passed(long position) {
        startAt(position);
        last = Math.max(last, position);
    }

    /** What was erased leaves memory, and with it all frames that may quote it. */
    private void forget(Erases erases, Entry erasure) {
        for (int i = 0; i < ring.length; i++) {
            Entry held = ring[i];
            if (held != null && held != erasure && held.mayQuote(erasure)) {
                ring[i] = held.without(erases, erasure);
            }
        }
    }

    /** The events after {@code after} up to {@code to}; null if they are not all here. */
    @Nullable
    List<Entry> between(long after, long to) {
        if (after >= to) return List.of();
        if (to > last || after < from) return null;
        var entries = new ArrayList<Entry>();
        for (long number = firstAfter(after); number < added; number++) {
            Entry entry = ring[(int) (number % ring.length)];
            if (entry.position() > to) break;
            entries.add(entry);
        }
        return entries;
    }

    /** The number of the first entry after the position. */
    private long firstAfter(long position) {
        long low = Math.max(0, added - ring.length);
        long high = added;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (ring[(int) (middle % ring.length)].position() > position) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
