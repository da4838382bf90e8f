// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.DirectoryQueries.ListMembers;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.Page;
import dev.hansard.query.read.Cursor;
import dev.hansard.query.read.Pages;
import dev.hansard.query.read.ReadSide;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers who is in a conversation. */
@Component
class MemberQueries {
    private static final Cursor CURSOR = new Cursor("member");

    private static final String PAGE =
            "SELECT user FROM ${directory.member} WHERE channel = ? AND user > ? ORDER BY user LIMIT ?";

    private final ReadSide readSide;

    MemberQueries(ReadSide readSide) {
        this.readSide = readSide;
    }

    @QueryHandler
    Page<UserId> answer(ListMembers query) {
        String last = CURSOR.read(query.cursor());
        return readSide.answer(query.workspace(), Reads.DIRECTORY, reading -> {
            Viewing.requireSight(reading, query.channel(), query.viewer());
            List<UserId> users = reading.list(
                    PAGE,
                    row -> new UserId(row.getString(1)),
                    query.channel().toString(),
                    last == null ? "" : last,
                    Pages.probe(query.limit()));
            return Pages.of(users, query.limit(), CURSOR, UserId::value);
        });
    }
}
