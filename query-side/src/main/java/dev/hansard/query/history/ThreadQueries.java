// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageQueries.FindReplies;
import dev.hansard.api.Rejection;
import dev.hansard.api.Views.MessagePage;
import dev.hansard.query.directory.Viewing;
import dev.hansard.query.read.Cursor;
import dev.hansard.query.read.Pages;
import dev.hansard.query.read.ReadSide;
import dev.hansard.query.read.Reading;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers what was said in a thread. The first page starts with the root, whatever the bounds say, and counts it; later
 * pages hold replies only.
 */
@Component
class ThreadQueries {
    private static final Cursor CURSOR = new Cursor("thread");

    private static final String THREAD_OF =
            "SELECT COALESCE(thread_ts, ts) FROM ${timeline.message} WHERE channel = ? AND ts = ?"
                    + " AND (deleted = 0 OR thread_ts IS NULL)";

    /** A tombstone is a root as long as it has replies. */
    private static final String ROOT = "SELECT " + MessageRow.COLUMNS + " FROM ${timeline.message} m"
            + MessageRow.JOINS
            + "WHERE m.channel = ? AND m.ts = ? AND (m.deleted = 0 OR t.replies > 0)";

    /** Forced: for a long thread MariaDB would walk the whole channel. */
    private static final String REPLIES = "SELECT " + MessageRow.COLUMNS
            + " FROM ${timeline.message} m FORCE INDEX (thread)"
            + MessageRow.JOINS
            + "WHERE m.channel = ? AND m.thread_ts = ? AND m.deleted = 0 AND m.ts > ? AND m.ts < ? ORDER BY m.ts LIMIT ?";

    private final ReadSide readSide;
    private final MessageViewer viewer;

    ThreadQueries(ReadSide readSide, MessageViewer viewer) {
        this.readSide = readSide;
        this.viewer = viewer;
    }

    /** @param next null at the end */
    private record Read(Gathered gathered, @Nullable String next, int pins) {}

    @QueryHandler
    MessagePage answer(FindReplies query) {
        Read read = readSide.answer(query.workspace(), Reads.MESSAGES, reading -> read(reading, query));
        return new MessagePage(viewer.view(read.gathered()), read.next() != null, read.next(), read.pins());
    }

    private static Read read(Reading reading, FindReplies query) throws SQLException {
        Viewing.requireReader(reading, query.channel(), query.viewer());
        String channel = query.channel().toString();
        MessageRow root = root(reading, channel, query.ts().micros());
        if (root == null) throw new Rejection(ErrorCode.THREAD_NOT_FOUND);
        Long last = CURSOR.readNumber(query.cursor());
        Bounds bounds =
                Bounds.of(query.oldest(), query.latest(), query.inclusive()).newerThan(last == null ? root.ts() : last);
        List<MessageRow> page = new ArrayList<>();
        if (last == null) page.add(root);
        int room = (int) Pages.probe(query.limit()) - 1 - page.size();
        List<MessageRow> replies =
                reading.list(REPLIES, MessageRow::of, channel, root.ts(), bounds.after(), bounds.before(), room + 1L);
        boolean hasMore = replies.size() > room;
        page.addAll(hasMore ? replies.subList(0, room) : replies);
        return new Read(
                Gathered.of(reading, query.channel(), page),
                hasMore ? CURSOR.after(Long.toString(page.getLast().ts())) : null,
                PinQueries.count(reading, query.channel()));
    }

    private static @Nullable MessageRow root(Reading reading, String channel, long ts) throws SQLException {
        Long thread = reading.first(THREAD_OF, row -> row.getLong(1), channel, ts);
        return thread == null ? null : reading.first(ROOT, MessageRow::of, channel, thread);
    }
}
