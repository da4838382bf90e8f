// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.Erases;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last events of a shard, for those who come in or return. Positions follow each other without gaps. */
final class RecentEvents {
    private final Entry[] ring;
    private long last;
    private int size;

    RecentEvents(int capacity) {
        ring = new Entry[capacity];
    }

    void add(Entry entry) {
        if (size > 0 && entry.position() != last + 1) size = 0;
        last = entry.position();
        ring[(int) (last % ring.length)] = entry;
        size = Math.min(size + 1, ring.length);
        if (entry.event() instanceof Erases erases) forget(erases, entry);
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

    /** The events after {@code from} up to {@code to}; null if they are not all here. */
    @Nullable
    List<Entry> between(long from, long to) {
        if (from >= to) return List.of();
        if (to > last || from < last - size) return null;
        var entries = new ArrayList<Entry>((int) (to - from));
        for (long position = from + 1; position <= to; position++) {
            entries.add(ring[(int) (position % ring.length)]);
        }
        return entries;
    }
}
