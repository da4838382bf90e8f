// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.WorkspaceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * What a shard has of a workspace, counted.
 *
 * @param events in all streams
 * @param streams the last sequence and the number of events of each
 */
public record Census(long events, Map<String, Stream> streams) {
    /** A stream without gaps has one event more than its last sequence says. */
    public record Stream(long last, long events) {}

    public Census {
        streams = Map.copyOf(streams);
    }

    /** Whether no stream has a gap. */
    public boolean isWhole() {
        return streams.values().stream().allMatch(each -> each.events() == each.last() + 1);
    }

    static Census take(Connection connection, WorkspaceId workspace) throws SQLException {
        String sql = "SELECT stream, MAX(sequence), COUNT(*) FROM event WHERE " + MovedRows.OF_WORKSPACE
                + " GROUP BY stream";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            MovedRows.bind(select, 1, workspace);
            try (ResultSet row = select.executeQuery()) {
                var streams = new HashMap<String, Stream>();
                long events = 0;
                while (row.next()) {
                    streams.put(row.getString(1), new Stream(row.getLong(2), row.getLong(3)));
                    events += row.getLong(3);
                }
                return new Census(events, streams);
            }
        }
    }
}
