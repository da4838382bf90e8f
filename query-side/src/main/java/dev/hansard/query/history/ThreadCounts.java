// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.query.history.TimelineBatch.Key;
import dev.hansard.query.write.Batches;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What is counted of threads. Which events that includes is told by their position, so that redelivery changes nothing. */
final class ThreadCounts {
    private static final String WRITE = """
            INSERT INTO ${thread} (channel, thread_ts, replies, latest, users, position) VALUES (?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE replies = VALUES(replies), latest = VALUES(latest), users = VALUES(users),
              position = GREATEST(position, VALUES(position))""";

    /** For threads that are there and got no new user: long lists of users are not written again. */
    private static final String ADD = """
            INSERT INTO ${thread} (channel, thread_ts, replies, latest, users, position) VALUES (?, ?, ?, ?, '', ?)
            ON DUPLICATE KEY UPDATE replies = VALUES(replies), latest = VALUES(latest), position = VALUES(position)""";

    private static final String ALL = """
            SELECT author, COUNT(*) AS replies, MIN(ts) AS first_ts, MAX(ts) AS latest FROM ${message}
            WHERE channel = ? AND thread_ts = ? AND deleted = 0 GROUP BY author ORDER BY first_ts""";

    private final Batches rows;

    record Reply(long ts, String author, long position) {}

    /** @param users by their first reply, separated by blanks */
    record Count(int replies, long latest, String users, long position) {
        static final Count NONE = new Count(0, 0, "", 0);

        /** Whether the replies follow all that was counted, in order. */
        boolean endsBefore(List<Reply> fresh) {
            long last = latest;
            for (Reply reply : fresh) {
                if (reply.ts() < last) return false;
                last = reply.ts();
            }
            return true;
        }

        Count with(List<Reply> fresh) {
            var all = new LinkedHashSet<String>();
            if (!users.isEmpty()) all.addAll(Arrays.asList(users.split(" ", -1)));
            int known = all.size();
            for (Reply reply : fresh) all.add(reply.author());
            Reply last = fresh.getLast();
            String now = all.size() == known ? users : String.join(" ", all);
            return new Count(replies + fresh.size(), last.ts(), now, last.position());
        }
    }

    ThreadCounts(Batches rows) {
        this.rows = rows;
    }

    Map<Key, Count> of(Collection<Key> roots) throws SQLException {
        Map<Key, Count> counts = new HashMap<>();
        String select = "SELECT channel, thread_ts, replies, latest, users, position FROM ${thread}";
        KeyLookup.each(rows, select, "thread_ts", roots, (root, row) -> counts.put(root, count(row)));
        return counts;
    }

    void write(Key root, Count before, Count now) throws SQLException {
        if (before.position() > 0 && before.users().equals(now.users())) {
            rows.add(ADD, root.channel(), root.ts(), now.replies(), now.latest(), now.position());
        } else {
            rows.add(WRITE, root.channel(), root.ts(), now.replies(), now.latest(), now.users(), now.position());
        }
    }

    /** Counts the living replies that are written. */
    void recount(Key root, long position) throws SQLException {
        int replies = 0;
        long latest = 0;
        var users = new LinkedHashSet<String>();
        try (PreparedStatement statement = rows.connection().prepareStatement(rows.named(ALL))) {
            statement.setString(1, root.channel());
            statement.setLong(2, root.ts());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    replies += row.getInt("replies");
                    latest = Math.max(latest, row.getLong("latest"));
                    users.add(row.getString("author"));
                }
            }
        }
        rows.add(WRITE, root.channel(), root.ts(), replies, latest, String.join(" ", users), position);
    }

    private static Count count(ResultSet row) throws SQLException {
        return new Count(row.getInt("replies"), row.getLong("latest"), row.getString("users"), row.getLong("position"));
    }
}
