// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.DirectoryQueries.FindChannel;
import dev.hansard.api.DirectoryQueries.FindChannelByName;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Rejection;
import dev.hansard.api.Views.ChannelView;
import dev.hansard.api.WorkspaceId;
import dev.hansard.query.read.ReadSide;
import dev.hansard.query.read.Reading;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers about one conversation. */
@Component
class ChannelQueries {
    private static final String BY_ID = ChannelRow.SELECT + "WHERE c.workspace = ? AND c.channel = ?";
    private static final String ID_OF =
            "SELECT channel FROM ${directory.channel} WHERE workspace = ? AND name = ? ORDER BY channel LIMIT 1";

    private final ReadSide readSide;
    private final ChannelViewer viewer;

    ChannelQueries(ReadSide readSide, ChannelViewer viewer) {
        this.readSide = readSide;
        this.viewer = viewer;
    }

    @QueryHandler
    ChannelView answer(FindChannel query) {
        return view(readSide.answer(
                query.workspace(), Reads.DIRECTORY, reading -> read(reading, query.channel(), query.viewer())));
    }

    @QueryHandler
    ChannelView answer(FindChannelByName query) {
        return view(readSide.answer(query.workspace(), Reads.DIRECTORY, reading -> {
            ChannelKey channel = named(reading, query.workspace(), query.name());
            if (channel == null) throw new Rejection(ErrorCode.CHANNEL_NOT_FOUND);
            return read(reading, channel, query.viewer());
        }));
    }

    private ChannelView view(GatheredChannels one) {
        return viewer.view(one).getFirst();
    }

    private static GatheredChannels read(Reading reading, ChannelKey channel, Actor actor) throws SQLException {
        Viewing.requireSight(reading, channel, actor);
        String user = actor.user().value();
        String person = new PersonKey(channel.workspace(), actor.user()).toString();
        List<ChannelRow> rows = reading.list(
                BY_ID, ChannelRow::of, user, user, person, channel.workspace().value(), channel.toString());
        Rejection.unless(!rows.isEmpty(), ErrorCode.CHANNEL_NOT_FOUND);
        return GatheredChannels.of(reading, rows);
    }

    private static @Nullable ChannelKey named(Reading reading, WorkspaceId workspace, String name) throws SQLException {
        return reading.first(ID_OF, row -> ChannelKey.parse(row.getString(1)), workspace.value(), name);
    }
}
