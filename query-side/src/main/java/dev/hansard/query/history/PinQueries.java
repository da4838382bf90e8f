// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.MessageQueries.ListPins;
import dev.hansard.api.MessageView;
import dev.hansard.query.directory.Viewing;
import dev.hansard.query.read.ReadSide;
import dev.hansard.query.read.Reading;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers what is pinned. */
@Component
class PinQueries {
    /** The join {@code p} of {@link MessageRow} is the pin itself, so this goes through the few pins of the channel. */
    private static final String PINNED = "SELECT " + MessageRow.COLUMNS
            + " FROM ${timeline.pin} n JOIN ${timeline.message} m ON m.channel = n.channel AND m.ts = n.ts"
            + MessageRow.JOINS
            + "WHERE n.channel = ? AND m.deleted = 0 ORDER BY n.pinned_at DESC, n.ts DESC";

    private static final String COUNT = "SELECT COUNT(*) FROM ${timeline.pin} WHERE channel = ?";

    private final ReadSide readSide;
    private final MessageViewer viewer;

    PinQueries(ReadSide readSide, MessageViewer viewer) {
        this.readSide = readSide;
        this.viewer = viewer;
    }

    @QueryHandler
    List<MessageView> answer(ListPins query) {
        Gathered gathered = readSide.answer(query.workspace(), Reads.MESSAGES, reading -> {
            Viewing.requireReader(reading, query.channel(), query.viewer());
            List<MessageRow> rows =
                    reading.list(PINNED, MessageRow::of, query.channel().toString());
            return Gathered.of(reading, query.channel(), rows);
        });
        return viewer.view(gathered);
    }

    static int count(Reading reading, ChannelKey channel) throws SQLException {
        return Objects.requireNonNull(reading.first(COUNT, row -> row.getInt(1), channel.toString()));
    }
}
