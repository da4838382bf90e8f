// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.api.MessageQueries.FindHistory;
import dev.hansard.api.MessageQueries.FindMessage;
import dev.hansard.api.MessageView;
import dev.hansard.api.Views.MessagePage;
import dev.hansard.api.Views.Page;
import dev.hansard.query.directory.Viewing;
import dev.hansard.query.read.Cursor;
import dev.hansard.query.read.Pages;
import dev.hansard.query.read.ReadSide;
import dev.hansard.query.read.Reading;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what was said in a channel, and what one message is. */
@Component
class HistoryQueries {
    private static final Cursor CURSOR = new Cursor("history");

    /** Forced: MariaDB would walk the channel's messages, however many of them are replies that are not shown. */
    private static final String HISTORY = "SELECT " + MessageRow.COLUMNS
            + " FROM ${timeline.message} m FORCE INDEX (shown)"
            + MessageRow.JOINS
            + "WHERE m.channel = ? AND m.shown = 1 AND m.ts > ? AND m.ts < ? ORDER BY m.ts DESC LIMIT ?";

    private static final String MESSAGE = "SELECT " + MessageRow.COLUMNS + " FROM ${timeline.message} m"
            + MessageRow.JOINS
            + "WHERE m.channel = ? AND m.ts = ? AND m.deleted = 0";

    private final ReadSide readSide;
    private final MessageViewer viewer;

    HistoryQueries(ReadSide readSide, MessageViewer viewer) {
        this.readSide = readSide;
        this.viewer = viewer;
    }

    /** @param next null at the end */
    private record Read(Gathered gathered, @Nullable String next, int pins) {}

    @QueryHandler
    MessagePage answer(FindHistory query) {
        Read read = readSide.answer(query.workspace(), Reads.MESSAGES, reading -> read(reading, query));
        return new MessagePage(viewer.view(read.gathered()), read.next() != null, read.next(), read.pins());
    }

    @QueryHandler
    @Nullable
    MessageView answer(FindMessage query) {
        Gathered gathered = readSide.answer(query.workspace(), Reads.MESSAGES, reading -> {
            Viewing.requireReader(reading, query.channel(), query.viewer());
            List<MessageRow> rows = reading.list(
                    MESSAGE,
                    MessageRow::of,
                    query.channel().toString(),
                    query.ts().micros());
            return Gathered.of(reading, query.channel(), rows);
        });
        List<MessageView> views = viewer.view(gathered);
        return views.isEmpty() ? null : views.getFirst();
    }

    private static Read read(Reading reading, FindHistory query) throws SQLException {
        Viewing.requireReader(reading, query.channel(), query.viewer());
        Bounds bounds = Bounds.of(query.oldest(), query.latest(), query.inclusive());
        Long last = CURSOR.readNumber(query.cursor());
        if (last != null) bounds = bounds.olderThan(last);
        String channel = query.channel().toString();
        Page<MessageRow> page = Pages.of(
                reading.list(
                        HISTORY, MessageRow::of, channel, bounds.after(), bounds.before(), Pages.probe(query.limit())),
                query.limit(),
                CURSOR,
                row -> Long.toString(row.ts()));
        return new Read(
                Gathered.of(reading, query.channel(), page.items()),
                page.next(),
                PinQueries.count(reading, query.channel()));
    }
}
