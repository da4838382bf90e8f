// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.DirectoryQueries.FindBot;
import dev.hansard.api.DirectoryQueries.FindPerson;
import dev.hansard.api.DirectoryQueries.FindPersonBy;
import dev.hansard.api.DirectoryQueries.ListPeople;
import dev.hansard.api.EmailHash;
import dev.hansard.api.Views.Page;
import dev.hansard.api.Views.PersonView;
import dev.hansard.api.WorkspaceId;
import dev.hansard.query.read.Cursor;
import dev.hansard.query.read.Pages;
import dev.hansard.query.read.ReadSide;
import dev.hansard.query.read.Reading;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers about people and bots. */
@Component
class PeopleQueries {
    private static final Cursor CURSOR = new Cursor("user");

    private static final String BY_ID = PersonRow.SELECT + "WHERE p.workspace = ? AND p.user = ?";
    private static final String BY_HANDLE =
            PersonRow.SELECT + "WHERE p.workspace = ? AND p.handle = ? ORDER BY p.user LIMIT 1";
    private static final String BY_EMAIL =
            PersonRow.SELECT + "WHERE p.workspace = ? AND p.email_hash = ? ORDER BY p.user LIMIT 1";
    private static final String BY_BOT =
            PersonRow.SELECT + "WHERE p.workspace = ? AND p.bot = ? ORDER BY p.user LIMIT 1";
    private static final String PAGE =
            PersonRow.SELECT + "WHERE p.workspace = ? AND p.user > ? ORDER BY p.user LIMIT ?";

    private final ReadSide readSide;
    private final PersonViewer viewer;

    PeopleQueries(ReadSide readSide, PersonViewer viewer) {
        this.readSide = readSide;
        this.viewer = viewer;
    }

    @QueryHandler
    @Nullable
    PersonView answer(FindPerson query) {
        return find(query.workspace(), BY_ID, query.person().user().value());
    }

    /** The text of a handle may also be an id. */
    @QueryHandler
    @Nullable
    PersonView answer(FindPersonBy query) {
        PersonView found = null;
        if (query.handle() != null) {
            found = find(query.workspace(), BY_ID, query.handle());
            if (found == null) found = find(query.workspace(), BY_HANDLE, query.handle());
        }
        String hash = query.email() == null ? null : EmailHash.of(query.workspace(), query.email());
        return found == null && hash != null ? find(query.workspace(), BY_EMAIL, hash) : found;
    }

    @QueryHandler
    @Nullable
    PersonView answer(FindBot query) {
        return find(query.workspace(), BY_BOT, query.bot());
    }

    private record Read(int shard, Page<PersonRow> page) {}

    @QueryHandler
    Page<PersonView> answer(ListPeople query) {
        String last = CURSOR.read(query.cursor());
        Read read = readSide.answer(
                query.workspace(),
                Reads.DIRECTORY,
                reading -> new Read(reading.shard().id(), page(reading, query, last == null ? "" : last)));
        return new Page<>(
                viewer.view(read.shard(), read.page().items()), read.page().next());
    }

    private static Page<PersonRow> page(Reading reading, ListPeople query, String last) throws SQLException {
        List<PersonRow> rows =
                reading.list(PAGE, PersonRow::of, query.workspace().value(), last, Pages.probe(query.limit()));
        return Pages.of(rows, query.limit(), CURSOR, row -> row.key().user().value());
    }

    private @Nullable PersonView find(WorkspaceId workspace, String sql, String key) {
        Read read = readSide.find(workspace, Reads.DIRECTORY, reading -> {
            List<PersonRow> rows = reading.list(sql, PersonRow::of, workspace.value(), key);
            return new Read(reading.shard().id(), new Page<>(rows, null));
        });
        if (read == null || read.page().items().isEmpty()) return null;
        return viewer.view(read.shard(), read.page().items()).getFirst();
    }
}
