// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers where the streams end that were written lately, so that no append can leave a gap. For the writer's thread only. */
final class LastSequences {
    private static final int REMEMBERED = 100_000;

    private final Map<String, Long> known = new LinkedHashMap<>(1_024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Where the streams of the append end once it is written, given that {@code pending} comes before it; empty if the
     * append does not continue them.
     */
    Map<String, Long> follow(Append append, Map<String, Long> pending, BatchCommit database) throws SQLException {
        var after = new HashMap<String, Long>();
        for (Append.Row row : append.rows()) {
            Long last = after.get(row.stream());
            if (last == null) last = pending.get(row.stream());
            if (last == null) last = end(row, database);
            if (row.sequence() != last + 1) return Map.of();
            after.put(row.stream(), row.sequence());
        }
        return after;
    }

    private long end(Append.Row row, BatchCommit database) throws SQLException {
        Long last = known.get(row.stream());
        if (last != null && last + 1 == row.sequence()) return last;
        if (last != null) {
            // Others may have written since, or the stream was on another shard for a while.
            long found = database.lastSequence(row.stream());
            known.put(row.stream(), found);
            return found;
        }
        // A stream's first event needs no look-up: the unique key refuses a second one.
        long end = row.sequence() == 0 ? -1 : database.lastSequence(row.stream());
        if (row.sequence() != 0) known.put(row.stream(), end);
        return end;
    }

    void put(String stream, long sequence) {
        known.put(stream, sequence);
    }

    void forget(String stream) {
        known.remove(stream);
    }
}
