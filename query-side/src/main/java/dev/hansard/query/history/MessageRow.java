// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.api.MessageView.Pinned;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.query.read.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as the timeline knows it.
 *
 * @param replies living ones, 0 when it is not a root
 * @param latest of the replies
 * @param users who replied, by their first reply
 * @param parentAuthor of the root, for replies
 */
record MessageRow(
        long ts,
        boolean deleted,
        long position,
        @Nullable Long editPosition,
        int replies,
        long latest,
        List<UserId> users,
        @Nullable Pinned pinned,
        @Nullable UserId parentAuthor) {
    /** What to select; goes between {@code SELECT} and the {@code FROM} of a table {@code m}. */
    static final String COLUMNS = "m.ts, m.deleted, m.position, m.edit_position,"
            + " t.replies, t.latest, t.users, p.pinned_by, p.pinned_at, r.author AS parent_author";

    /** What hangs on the message {@code m}. */
    static final String JOINS = """
             LEFT JOIN ${timeline.thread} t ON t.channel = m.channel AND t.thread_ts = m.ts AND t.replies > 0
            LEFT JOIN ${timeline.pin} p ON p.channel = m.channel AND p.ts = m.ts
            LEFT JOIN ${timeline.message} r ON r.channel = m.channel AND r.ts = m.thread_ts
            """;

    static MessageRow of(ResultSet row) throws SQLException {
        String by = row.getString("pinned_by");
        String parent = row.getString("parent_author");
        return new MessageRow(
                row.getLong("ts"),
                row.getBoolean("deleted"),
                row.getLong("position"),
                Reading.number(row, "edit_position"),
                row.getInt("replies"),
                row.getLong("latest"),
                users(row.getString("users")),
                by == null ? null : new Pinned(new UserId(by), new Ts(row.getLong("pinned_at"))),
                parent == null ? null : new UserId(parent));
    }

    private static List<UserId> users(@Nullable String text) {
        if (text == null || text.isEmpty()) return List.of();
        return Arrays.stream(text.split(" ", -1)).map(UserId::new).toList();
    }
}
