// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.DirectoryQueries.FindMemberships;
import dev.hansard.api.Views.Memberships;
import dev.hansard.query.read.ReadSide;
import dev.hansard.query.read.Reading;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/**
 * Answers where a person is a member, and as of when. Rows and position commit together, so one snapshot of both is exact:
 * who starts listening to events after that position misses no join and hears none twice.
 */
@Component
class MembershipQueries {
    private static final String CHANNELS = "SELECT channel FROM %s WHERE workspace = ? AND user = ?";

    private static final String POSITION =
            "SELECT position FROM projection_token WHERE projection = ? AND shard = ? AND generation = ?";

    private final ReadSide readSide;

    MembershipQueries(ReadSide readSide) {
        this.readSide = readSide;
    }

    @QueryHandler
    Memberships answer(FindMemberships query) {
        return readSide.answer(query.workspace(), Reads.DIRECTORY, reading -> {
            Connection connection = reading.connection();
            int isolation = connection.getTransactionIsolation();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try {
                return snapshot(reading, query);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setTransactionIsolation(isolation);
            }
        });
    }

    private static Memberships snapshot(Reading reading, FindMemberships query) throws SQLException {
        String table = reading.table(DirectoryProjection.NAME, "member");
        List<ChannelId> channels = reading.list(
                CHANNELS.formatted(table),
                row -> ChannelKey.parse(row.getString(1)).channel(),
                query.workspace().value(),
                query.person().user().value());
        Long position = reading.first(
                POSITION,
                row -> row.getLong(1),
                DirectoryProjection.NAME,
                reading.shard().id(),
                generation(table));
        return new Memberships(Set.copyOf(channels), position == null ? 0 : position);
    }

    /** From the table's name: while a rebuilt directory takes over, the one that serves may be another already. */
    private static int generation(String table) {
        return Integer.parseInt(table.substring(table.lastIndexOf("_g") + 2));
    }
}
