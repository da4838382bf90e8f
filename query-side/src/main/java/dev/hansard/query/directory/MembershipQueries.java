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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers where a person is a member, and as of when. Rows and position commit together, so one snapshot of both is exact:
 * who starts listening to events after that position misses no join and hears none twice.
 */
@Component
class MembershipQueries {
    private static final String CHANNELS =
            "SELECT channel FROM ${directory.member} WHERE workspace = ? AND user = ? ORDER BY channel";

    private static final String POSITION = """
            SELECT t.position FROM projection_token t
            JOIN projection_serving s
              ON s.projection = t.projection AND s.shard = t.shard AND s.generation = t.generation
            WHERE t.projection = ? AND t.shard = ?""";

    private final ReadSide readSide;

    MembershipQueries(ReadSide readSide) {
        this.readSide = readSide;
    }

    @QueryHandler
    Memberships answer(FindMemberships query) {
        return readSide.answer(query.workspace(), Reads.DIRECTORY, reading -> {
            Memberships found = null;
            while (found == null) found = snapshot(reading, query);
            return found;
        });
    }

    /** Null when a rebuilt directory took over meanwhile, so that rows and position may be of different ones. */
    private static @Nullable Memberships snapshot(Reading reading, FindMemberships query) throws SQLException {
        Connection connection = reading.connection();
        int isolation = connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try {
            String table = reading.table(DirectoryProjection.NAME, "member");
            List<ChannelId> channels = reading.list(
                    CHANNELS,
                    row -> ChannelKey.parse(row.getString(1)).channel(),
                    query.workspace().value(),
                    query.person().user().value());
            Long position = reading.first(
                    POSITION,
                    row -> row.getLong(1),
                    DirectoryProjection.NAME,
                    reading.shard().id());
            if (!table.equals(reading.table(DirectoryProjection.NAME, "member"))) return null;
            return new Memberships(Set.copyOf(channels), position == null ? 0 : position);
        } finally {
            connection.rollback();
            connection.setTransactionIsolation(isolation);
        }
    }
}
