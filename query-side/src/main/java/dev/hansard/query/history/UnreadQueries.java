// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.api.MessageQueries.CountUnread;
import dev.hansard.api.Ts;
import dev.hansard.api.Views.Unread;
import dev.hansard.query.directory.Viewing;
import dev.hansard.query.read.ReadSide;
import dev.hansard.query.read.Reading;
import java.sql.SQLException;
import java.util.Objects;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers how much a viewer has not read. */
@Component
class UnreadQueries {
    /** More than this are not counted. */
    static final int MOST = 1_000;

    /** How many messages after the mark are looked at: the viewer's own do not count but take as long. */
    private static final int LOOKED_AT = 5_000;

    private static final String MARK = "SELECT last_read FROM reader_mark WHERE channel = ? AND user = ?";

    private static final String COUNT = """
            SELECT COUNT(*) FROM (
              SELECT m.ts FROM (
                SELECT channel, ts FROM ${timeline.message} FORCE INDEX (shown)
                WHERE channel = ? AND shown = 1 AND ts > ? ORDER BY ts LIMIT ?) s
              JOIN ${timeline.message} m ON m.channel = s.channel AND m.ts = s.ts
              WHERE m.author <> ? AND m.deleted = 0 LIMIT ?) unread""";

    private static final String LATEST = """
            SELECT ts FROM ${timeline.message} WHERE channel = ? AND shown = 1
            ORDER BY ts DESC LIMIT 1""";

    private final ReadSide readSide;

    UnreadQueries(ReadSide readSide) {
        this.readSide = readSide;
    }

    @QueryHandler
    Unread answer(CountUnread query) {
        return readSide.answer(query.workspace(), Reads.MESSAGES, reading -> {
            Viewing.requireReader(reading, query.channel(), query.viewer());
            return unread(
                    reading, query.channel().toString(), query.viewer().user().value());
        });
    }

    private static Unread unread(Reading reading, String channel, String user) throws SQLException {
        Long mark = reading.first(MARK, row -> row.getLong(1), channel, user);
        long after = mark == null ? 0 : mark;
        int count = Objects.requireNonNull(
                reading.first(COUNT, row -> row.getInt(1), channel, after, LOOKED_AT, user, MOST));
        return new Unread(count, ts(reading.first(LATEST, row -> row.getLong(1), channel)));
    }

    private static @Nullable Ts ts(@Nullable Long micros) {
        return micros == null ? null : new Ts(micros);
    }
}
