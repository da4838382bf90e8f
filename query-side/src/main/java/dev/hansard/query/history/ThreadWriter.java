// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.query.history.TimelineBatch.Key;
import dev.hansard.query.history.TimelineBatch.Message;
import dev.hansard.query.write.Batches;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes replies and what is counted of them. New replies add to the counters, each thread written once per batch; a thread
 * that lost a reply is counted anew from its replies, which is rare. Events that a thread's counters already include are
 * told by their position, so that redelivery changes nothing.
 */
final class ThreadWriter {
    private static final String ADD_REPLY = """
            INSERT INTO ${reply} (channel, thread_ts, ts, author) VALUES (?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE author = VALUES(author)""";
    private static final String REMOVE_REPLY = "DELETE FROM ${reply} WHERE channel = ? AND thread_ts = ? AND ts = ?";

    private static final String COUNT = """
            INSERT INTO ${thread} (channel, thread_ts, replies, latest, position) VALUES (?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE replies = replies + VALUES(replies), latest = GREATEST(latest, VALUES(latest)),
              position = VALUES(position)""";
    private static final String COUNT_USER = """
            INSERT INTO ${thread_user} (channel, thread_ts, user, replies, first_ts) VALUES (?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE replies = replies + VALUES(replies), first_ts = LEAST(first_ts, VALUES(first_ts))""";

    private static final String RECOUNT = """
            INSERT INTO ${thread} (channel, thread_ts, replies, latest, position)
            SELECT ?, ?, COUNT(*), COALESCE(MAX(ts), 0), ? FROM ${reply} WHERE channel = ? AND thread_ts = ?
            ON DUPLICATE KEY UPDATE replies = VALUES(replies), latest = VALUES(latest),
              position = GREATEST(position, VALUES(position))""";
    private static final String FORGET_USERS = "DELETE FROM ${thread_user} WHERE channel = ? AND thread_ts = ?";
    private static final String RECOUNT_USERS = """
            INSERT INTO ${thread_user} (channel, thread_ts, user, replies, first_ts)
            SELECT channel, thread_ts, author, COUNT(*), MIN(ts) FROM ${reply}
            WHERE channel = ? AND thread_ts = ? GROUP BY channel, thread_ts, author""";

    /** A deleted root is shown, as a tombstone, exactly while it has replies. */
    private static final String TOMBSTONE = """
            UPDATE ${message} SET shown = EXISTS(
              SELECT 1 FROM ${thread} t WHERE t.channel = ? AND t.thread_ts = ? AND t.replies > 0)
            WHERE channel = ? AND ts = ? AND deleted = 1""";

    private final Batches rows;
    private final Map<Key, List<Reply>> grown = new LinkedHashMap<>();
    /** Threads to count anew, with the last position that this includes. */
    private final Map<Key, Long> shrunk = new LinkedHashMap<>();

    private final Set<Key> mayTurn = new LinkedHashSet<>();

    private record Reply(long ts, String author, long position) {}

    ThreadWriter(Batches rows) {
        this.rows = rows;
    }

    void write(TimelineBatch batch) throws SQLException {
        for (Map.Entry<Key, Message> entry : batch.messages.entrySet()) grow(entry.getKey(), entry.getValue());
        for (Map.Entry<Key, Long> entry : batch.deletions.entrySet()) {
            Message made = batch.messages.get(entry.getKey());
            if (made != null) lose(entry.getKey(), made.thread(), entry.getValue());
        }
        List<Key> older = batch.deletions.keySet().stream()
                .filter(key -> !batch.messages.containsKey(key))
                .toList();
        KeyLookup.each(rows, "SELECT channel, ts, thread_ts FROM ${message}", "ts", older, (key, row) -> {
            long thread = row.getLong("thread_ts");
            lose(key, row.wasNull() ? null : thread, batch.deletions.getOrDefault(key, 0L));
        });
        rows.flush();
        count();
        recount();
        for (Key root : mayTurn) rows.add(TOMBSTONE, root.channel(), root.ts(), root.channel(), root.ts());
        rows.flush();
    }

    private void grow(Key key, Message message) throws SQLException {
        Long thread = message.thread();
        if (thread == null) return;
        rows.add(ADD_REPLY, key.channel(), thread, key.ts(), message.author());
        grown.computeIfAbsent(new Key(key.channel(), thread), root -> new ArrayList<>())
                .add(new Reply(key.ts(), message.author(), message.position()));
    }

    private void lose(Key key, @Nullable Long thread, long position) throws SQLException {
        if (thread == null) {
            mayTurn.add(key);
            return;
        }
        rows.add(REMOVE_REPLY, key.channel(), thread, key.ts());
        var root = new Key(key.channel(), thread);
        shrunk.merge(root, position, Math::max);
        mayTurn.add(root);
    }

    private void count() throws SQLException {
        for (Key root : shrunk.keySet()) {
            List<Reply> replies = grown.remove(root);
            if (replies != null) shrunk.merge(root, replies.getLast().position(), Math::max);
        }
        Map<Key, Long> counted = new HashMap<>();
        String select = "SELECT channel, thread_ts, replies, position FROM ${thread}";
        KeyLookup.each(rows, select, "thread_ts", grown.keySet(), (root, row) -> {
            counted.put(root, row.getLong("position"));
            if (row.getInt("replies") == 0) mayTurn.add(root);
        });
        Map<Key, List<Reply>> fresh = new LinkedHashMap<>();
        grown.forEach((root, replies) -> {
            long done = counted.getOrDefault(root, 0L);
            List<Reply> left =
                    replies.stream().filter(reply -> reply.position() > done).toList();
            if (!left.isEmpty()) fresh.put(root, left);
        });
        for (Map.Entry<Key, List<Reply>> entry : fresh.entrySet()) {
            Key root = entry.getKey();
            List<Reply> replies = entry.getValue();
            long latest = replies.stream().mapToLong(Reply::ts).max().orElseThrow();
            long position = replies.getLast().position();
            rows.add(COUNT, root.channel(), root.ts(), replies.size(), latest, position);
        }
        for (Map.Entry<Key, List<Reply>> entry : fresh.entrySet()) countUsers(entry.getKey(), entry.getValue());
    }

    private void countUsers(Key root, List<Reply> replies) throws SQLException {
        Map<String, List<Reply>> byUser = new LinkedHashMap<>();
        for (Reply reply : replies)
            byUser.computeIfAbsent(reply.author(), user -> new ArrayList<>()).add(reply);
        for (Map.Entry<String, List<Reply>> entry : byUser.entrySet()) {
            long first = entry.getValue().stream().mapToLong(Reply::ts).min().orElseThrow();
            rows.add(
                    COUNT_USER,
                    root.channel(),
                    root.ts(),
                    entry.getKey(),
                    entry.getValue().size(),
                    first);
        }
    }

    private void recount() throws SQLException {
        for (Map.Entry<Key, Long> entry : shrunk.entrySet()) {
            Key root = entry.getKey();
            rows.add(RECOUNT, root.channel(), root.ts(), entry.getValue(), root.channel(), root.ts());
            rows.add(FORGET_USERS, root.channel(), root.ts());
            rows.add(RECOUNT_USERS, root.channel(), root.ts());
        }
    }
}
