// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The last events of a shard, so that those who keep up need not ask the database. Safe for many readers, one writer. */
final class RecentEvents {
    private final CommittedEvent[] ring;
    private long last;

    RecentEvents(int size, long start) {
        this.ring = new CommittedEvent[size];
        this.last = start;
    }

    synchronized void add(List<CommittedEvent> events) {
        for (CommittedEvent event : events) {
            ring[(int) (event.position() % ring.length)] = event;
            last = event.position();
        }
    }

    /** Changes what is held of events, never which they are. */
    synchronized void replaceAll(UnaryOperator<CommittedEvent> change) {
        for (int i = 0; i < ring.length; i++) if (ring[i] != null) ring[i] = change.apply(ring[i]);
    }

    /** Up to {@code limit} events after {@code position}; null when they are no longer all here. */
    synchronized @Nullable List<CommittedEvent> after(long position, int limit) {
        if (position >= last) return List.of();
        int count = (int) Math.min(limit, last - position);
        var events = new ArrayList<CommittedEvent>(count);
        for (long next = position + 1; events.size() < count; next++) {
            CommittedEvent event = ring[(int) (next % ring.length)];
            if (event == null || event.position() != next) return null;
            events.add(event);
        }
        return events;
    }
}
