// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.MessageScheduled;
import dev.hansard.api.MessageQueries.ListScheduled;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.Page;
import dev.hansard.api.Views.ScheduledView;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.query.directory.Viewing;
import dev.hansard.query.read.Cursor;
import dev.hansard.query.read.Pages;
import dev.hansard.query.read.ReadSide;
import dev.hansard.query.read.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what a viewer has scheduled; what others scheduled is theirs. */
@Component
class ScheduledQueries {
    private static final Cursor CURSOR = new Cursor("scheduled");

    private static final String MINE = """
            SELECT channel, scheduled, post_at, created, position FROM ${timeline.scheduled}
            WHERE person = ? AND post_at >= ? AND post_at <= ? AND (post_at > ? OR (post_at = ? AND scheduled > ?))""";

    private static final String IN_ORDER = " ORDER BY post_at, scheduled LIMIT ?";

    private final ReadSide readSide;
    private final EventLog log;

    ScheduledQueries(ReadSide readSide, EventLog log) {
        this.readSide = readSide;
        this.log = log;
    }

    private record Row(ChannelKey channel, String id, long postAt, long created, long position) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    ChannelKey.parse(row.getString("channel")),
                    row.getString("scheduled"),
                    row.getLong("post_at"),
                    row.getLong("created"),
                    row.getLong("position"));
        }

        String key() {
            return postAt + ":" + id;
        }

        ScheduledView view(UserId author, MessageContent content) {
            return new ScheduledView(channel, id, author, postAt, created, content);
        }
    }

    private record Read(int shard, Page<Row> page) {}

    @QueryHandler
    Page<ScheduledView> answer(ListScheduled query) {
        Read read = readSide.answer(
                query.workspace(),
                Reads.MESSAGES,
                reading -> new Read(reading.shard().id(), page(reading, query)));
        List<Row> rows = read.page().items();
        Map<Long, CommittedEvent> events =
                log.at(read.shard(), rows.stream().map(Row::position).toList());
        UserId author = query.viewer().user();
        return new Page<>(
                rows.stream()
                        .map(row -> row.view(author, content(events.get(row.position()))))
                        .toList(),
                read.page().next());
    }

    private static Page<Row> page(Reading reading, ListScheduled query) throws SQLException {
        String person = new PersonKey(query.workspace(), query.viewer().user()).toString();
        long latest = query.latest() <= 0 ? Long.MAX_VALUE : query.latest();
        After after = After.of(CURSOR.read(query.cursor()));
        List<Object> parameters =
                new ArrayList<>(List.of(person, query.oldest(), latest, after.postAt(), after.postAt(), after.id()));
        String sql = MINE;
        if (query.only() != null) {
            var channel = new ChannelKey(query.workspace(), query.only());
            requireChannel(reading, channel, query);
            sql += " AND channel = ?";
            parameters.add(channel.toString());
        }
        parameters.add(Pages.probe(query.limit()));
        return Pages.of(reading.list(sql + IN_ORDER, Row::of, parameters), query.limit(), CURSOR, Row::key);
    }

    /** Slack calls it {@code invalid_channel} here. */
    private static void requireChannel(Reading reading, ChannelKey channel, ListScheduled query) throws SQLException {
        try {
            Viewing.requireSight(reading, channel, query.viewer());
        } catch (Rejection e) {
            throw new Rejection(ErrorCode.INVALID_CHANNEL);
        }
    }

    private static MessageContent content(@Nullable CommittedEvent event) {
        return event != null && event.event() instanceof MessageScheduled due && due.content() != null
                ? due.content()
                : MessageContent.ERASED;
    }

    /** Where a page goes on. */
    private record After(long postAt, String id) {
        static After of(@Nullable String last) {
            if (last == null) return new After(Long.MIN_VALUE, "");
            int colon = last.indexOf(':');
            Rejection.unless(colon > 0, ErrorCode.INVALID_CURSOR);
            try {
                return new After(Long.parseLong(last.substring(0, colon)), last.substring(colon + 1));
            } catch (NumberFormatException e) {
                throw new Rejection(ErrorCode.INVALID_CURSOR);
            }
        }
    }
}
