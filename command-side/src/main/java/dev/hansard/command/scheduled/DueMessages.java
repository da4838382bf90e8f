// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.scheduled;

import dev.hansard.api.ChannelKey;
import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.store.Shards.Shard;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads what {@link ScheduledProjection} wrote. */
@Component
class DueMessages {
    private final ReadModels readModels;

    DueMessages(ReadModels readModels) {
        this.readModels = readModels;
    }

    /** @param scheduled {@code Q…} */
    record Due(ChannelKey channel, String scheduled) {}

    /** At most {@code limit}, the longest due first. */
    List<Due> find(Shard shard, Instant now, int limit) throws SQLException {
        String table = readModels.table(ScheduledProjection.NAME, shard.id(), ScheduledProjection.DUE);
        try (Connection connection = shard.reader().getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT channel, scheduled FROM " + table
                        + " WHERE post_at <= ? ORDER BY post_at, channel, scheduled LIMIT ?")) {
            select.setLong(1, now.getEpochSecond());
            select.setInt(2, limit);
            try (ResultSet rows = select.executeQuery()) {
                var due = new ArrayList<Due>();
                while (rows.next()) due.add(new Due(ChannelKey.parse(rows.getString(1)), rows.getString(2)));
                return due;
            }
        }
    }
}
