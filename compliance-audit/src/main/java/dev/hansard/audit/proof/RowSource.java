// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.axon.store.RawEvent;
import dev.hansard.axon.store.RawEvents;
import dev.hansard.axon.store.WrittenRows;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * The rows that a log takes: what this process wrote as it wrote it, the rest as the database has it. At the next growth it
 * reads some of them back, the last one always, so that a database that holds something else than was written is noticed
 * without reading everything twice. For one thread.
 */
final class RowSource {
    private static final int READ_BACK = 64;

    private final int shard;
    private final RawEvents record;
    private final WrittenRows written;
    /** What must be in the record, and what must be there once the present growth is through. */
    private NavigableMap<Long, byte[]> expected = new TreeMap<>();

    private NavigableMap<Long, byte[]> growing = new TreeMap<>();

    RowSource(int shard, RawEvents record, WrittenRows written) {
        this.shard = shard;
        this.record = record;
        this.written = written;
    }

    long head() {
        return record.head(shard);
    }

    /** The record must hold this entry, which was logged before. */
    void expect(long position, byte[] entry) {
        expected.put(position, entry);
    }

    /**
     * Reads back what is expected.
     *
     * @throws LogHalted when the record holds something else
     */
    void compare() {
        while (!expected.isEmpty()) {
            long first = expected.firstKey();
            long last = first;
            while (expected.containsKey(last + 1)) last++;
            long[] next = {first};
            record.read(shard, first - 1, last, row -> {
                requireNext(next[0]++, row.position());
                compare(row);
            });
            requireNext(next[0], last + 1);
            expected = new TreeMap<>(expected.tailMap(last, false));
        }
    }

    private static void requireNext(long expected, long found) {
        if (found != expected) throw new LogHalted("the row at position " + expected + " is missing from the record");
    }

    private void compare(RawEvent row) {
        Leaf leaf = Leaf.of(shard, row);
        byte[] logged = Objects.requireNonNull(expected.get(row.position()));
        if (Arrays.equals(leaf.encode(), logged)) return;
        throw new LogHalted("the row at position " + row.position() + " was changed after it was logged: "
                + String.join(", ", leaf.differences(Leaf.decode(logged))));
    }

    /** Appends all rows up to {@code target}. */
    void take(LogEdge log, long target) {
        long from = log.size();
        // Somewhere, but so that there are as many as may be.
        long latest = Math.max(from, target - READ_BACK);
        long first = ThreadLocalRandom.current().nextLong(from, latest + 1) + 1;
        var chosen = new TreeMap<Long, byte[]>();
        Consumer<RawEvent> each = row -> {
            byte[] entry = log.append(row);
            long position = row.position();
            if (position >= first && position < first + READ_BACK || position == target) chosen.put(position, entry);
        };
        List<RawEvent> own = written.upTo(target).stream()
                .filter(row -> row.position() > from)
                .toList();
        int taken = 0;
        while (taken < own.size() && own.get(taken).position() == log.size() + 1) each.accept(own.get(taken++));
        long last = target;
        int tail = own.size();
        while (tail > taken && own.get(tail - 1).position() == last) {
            last--;
            tail--;
        }
        if (log.size() < last) read(log.size(), last, own.subList(taken, tail), each);
        log.requireUpTo(last);
        own.subList(tail, own.size()).forEach(each);
        growing = chosen;
    }

    /** Where others wrote in between, all of it is read at once. */
    private void read(long position, long end, List<RawEvent> own, Consumer<RawEvent> each) {
        var ours = new HashMap<Long, RawEvent>();
        own.forEach(row -> ours.put(row.position(), row));
        record.read(shard, position, end, row -> each.accept(ours.getOrDefault(row.position(), row)));
    }

    /** What was taken is signed. */
    void grown(long size) {
        written.forget(size);
        expected = growing;
    }
}
