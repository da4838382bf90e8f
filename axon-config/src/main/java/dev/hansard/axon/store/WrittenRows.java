// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that this process committed to a shard lately, byte for byte as it gave them to the database: whoever must know what
 * was written, and not what somebody made of it since, takes them from here. Bounded; what is not here has to be read from the
 * record. Holds sealed content, never what a person wrote. Safe for several threads.
 */
public final class WrittenRows {
    private static final int MAX_ROWS = 32_768;
    private static final long MAX_BYTES = 32L << 20;
    /** What a row takes beside its long columns, about. */
    private static final int ROW_BYTES = 300;

    private final ArrayDeque<RawEvent> rows = new ArrayDeque<>();
    private long bytes;
    private boolean kept;

    WrittenRows() {}

    /** Begins to keep what is written from now on; without this, nothing is. */
    public synchronized void keep() {
        kept = true;
    }

    synchronized void add(List<Append.Row> written, long first) {
        if (!kept) return;
        long position = first;
        for (Append.Row row : written) {
            RawEvent stored = EventRows.stored(position++, row);
            rows.add(stored);
            bytes += size(stored);
        }
        while (rows.size() > MAX_ROWS || bytes > MAX_BYTES) drop();
    }

    /** The kept rows up to {@code end} in the order of their positions, which have gaps where other processes wrote. */
    public synchronized List<RawEvent> upTo(long end) {
        var taken = new ArrayList<RawEvent>();
        for (RawEvent row : rows) {
            if (row.position() > end) break;
            taken.add(row);
        }
        return taken;
    }

    /** How many rows are kept. */
    public synchronized int size() {
        return rows.size();
    }

    /** Lets go of the rows up to {@code end}. */
    public synchronized void forget(long end) {
        while (!rows.isEmpty() && rows.getFirst().position() <= end) drop();
    }

    private void drop() {
        bytes -= size(rows.removeFirst());
    }

    private static long size(RawEvent row) {
        byte[] content = row.content();
        return ROW_BYTES + row.meta().length + row.facts().length + (content == null ? 0 : content.length);
    }
}
