// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.query.history.ThreadCounts.Count;
import dev.hansard.query.history.ThreadCounts.Reply;
import dev.hansard.query.history.TimelineBatch.Key;
import dev.hansard.query.history.TimelineBatch.Message;
import dev.hansard.query.write.Batches;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts replies, each thread once per batch. A thread that only grew at its end adds to what was counted; one that lost a
 * reply, or got one in between (imports), is counted anew, which is rare.
 */
final class ThreadWriter {
    /** A deleted root is shown, as a tombstone, exactly while it has replies. */
    private static final String TOMBSTONE = """
            UPDATE ${message} SET shown = EXISTS(
              SELECT 1 FROM ${thread} t WHERE t.channel = ? AND t.thread_ts = ? AND t.replies > 0)
            WHERE channel = ? AND ts = ? AND deleted = 1""";

    private final Batches rows;
    private final ThreadCounts counts;
    private final Map<Key, List<Reply>> grown = new LinkedHashMap<>();
    /** Threads to count anew, with the last position that this includes. */
    private final Map<Key, Long> recounted = new LinkedHashMap<>();

    /** Roots that may become a tombstone, or stop being one. */
    private final Set<Key> mayTurn = new LinkedHashSet<>();

    ThreadWriter(Batches rows) {
        this.rows = rows;
        this.counts = new ThreadCounts(rows);
    }

    /** After the messages themselves were written. */
    void write(TimelineBatch batch) throws SQLException {
        batch.messages.forEach(this::grow);
        KeyLookup.each(
                rows, "SELECT channel, ts, thread_ts FROM ${message}", "ts", batch.deletions.keySet(), (key, row) -> {
                    long thread = row.getLong("thread_ts");
                    if (row.wasNull()) mayTurn.add(key);
                    else lose(new Key(key.channel(), thread), batch.deletions.getOrDefault(key, 0L));
                });
        count();
        for (Map.Entry<Key, Long> entry : recounted.entrySet()) counts.recount(entry.getKey(), entry.getValue());
        for (Key root : mayTurn) rows.add(TOMBSTONE, root.channel(), root.ts(), root.channel(), root.ts());
        rows.flush();
    }

    private void grow(Key key, Message message) {
        if (message.thread() == null) return;
        grown.computeIfAbsent(new Key(key.channel(), message.thread()), root -> new ArrayList<>())
                .add(new Reply(key.ts(), message.author(), message.position()));
    }

    private void lose(Key root, long position) {
        mayTurn.add(root);
        recounted.merge(root, position, Math::max);
    }

    private void count() throws SQLException {
        Map<Key, Count> before = counts.of(grown.keySet());
        for (Map.Entry<Key, List<Reply>> entry : grown.entrySet()) {
            Key root = entry.getKey();
            Count counted = before.getOrDefault(root, Count.NONE);
            if (counted.replies() == 0 && before.containsKey(root)) mayTurn.add(root);
            List<Reply> fresh = entry.getValue().stream()
                    .filter(reply -> reply.position() > counted.position())
                    .toList();
            if (fresh.isEmpty()) continue;
            if (recounted.containsKey(root) || !counted.endsBefore(fresh)) {
                recounted.merge(root, fresh.getLast().position(), Math::max);
            } else {
                counts.write(root, counted, counted.with(fresh));
            }
        }
    }
}
