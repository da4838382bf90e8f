// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.Actor;
import dev.hansard.api.DirectoryQueries.ListChannels;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Role;
import dev.hansard.api.Views.ChannelView;
import dev.hansard.api.Views.Page;
import dev.hansard.api.WorkspaceId;
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

/** Answers which conversations there are, as far as the viewer may know of them (see {@link Viewing}). */
@Component
class ChannelListQueries {
    private static final Cursor CURSOR = new Cursor("channel");

    private static final String ROLE = "SELECT role FROM ${directory.person} WHERE workspace = ? AND user = ?";

    private final ReadSide readSide;
    private final ChannelViewer viewer;

    ChannelListQueries(ReadSide readSide, ChannelViewer viewer) {
        this.readSide = readSide;
        this.viewer = viewer;
    }

    private record Read(GatheredChannels gathered, @Nullable String next) {}

    @QueryHandler
    Page<ChannelView> answer(ListChannels query) {
        String last = CURSOR.read(query.cursor());
        Read read = readSide.answer(query.workspace(), Reads.DIRECTORY, reading -> {
            Page<ChannelRow> page = page(reading, query, last == null ? "" : last);
            return new Read(GatheredChannels.of(reading, page.items()), page.next());
        });
        return new Page<>(viewer.view(read.gathered()), read.next());
    }

    private static Page<ChannelRow> page(Reading reading, ListChannels query, String last) throws SQLException {
        if (query.kinds().isEmpty()) return new Page<>(List.of(), null);
        String workspace = query.workspace().value();
        String user = query.viewer().user().value();
        String person = new PersonKey(query.workspace(), query.viewer().user()).toString();
        var sql = new StringBuilder(ChannelRow.SELECT);
        List<Object> parameters = new ArrayList<>(List.of(user, user, person));
        if (query.memberOf() != null) {
            sql.append("JOIN ${directory.member} w ON w.workspace = ? AND w.user = ? AND w.channel = c.channel ");
            parameters.add(workspace);
            parameters.add(query.memberOf().value());
        }
        sql.append("WHERE c.workspace = ? AND c.channel > ? AND c.kind IN (")
                .append(Reading.marks(query.kinds().size()))
                .append(')');
        parameters.add(workspace);
        parameters.add(last);
        query.kinds().forEach(kind -> parameters.add(kind.name()));
        if (query.excludeArchived()) sql.append(" AND c.archived = 0");
        if (!query.viewer().isOperator()) {
            boolean publicToo = seesPublic(reading, query.workspace(), query.viewer());
            sql.append(publicToo ? " AND (c.kind = 'PUBLIC' OR v.user IS NOT NULL)" : " AND v.user IS NOT NULL");
        }
        sql.append(" ORDER BY c.channel LIMIT ?");
        parameters.add(Pages.probe(query.limit()));
        return Pages.of(
                reading.list(sql.toString(), ChannelRow::of, parameters),
                query.limit(),
                CURSOR,
                row -> row.key().toString());
    }

    private static boolean seesPublic(Reading reading, WorkspaceId workspace, Actor actor) throws SQLException {
        Role role = reading.first(
                ROLE,
                row -> Role.valueOf(row.getString(1)),
                workspace.value(),
                actor.user().value());
        return role != null && !role.isGuest() && !actor.role().isGuest();
    }
}
