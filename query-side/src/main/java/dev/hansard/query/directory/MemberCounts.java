// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.ChannelKey;
import dev.hansard.query.write.Batches;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the member counts of channels: one update per channel and batch. Joins that a count already includes are told by
 * their position, so that redelivery changes nothing.
 */
final class MemberCounts {
    private static final String COUNTED = "SELECT counted_position FROM ${channel} WHERE workspace = ? AND channel = ?";
    private static final String COUNT = """
            UPDATE ${channel} SET member_count = member_count + ?, counted_position = ?
            WHERE workspace = ? AND channel = ?""";

    private final Batches rows;
    private final Map<ChannelKey, List<Change>> changes = new LinkedHashMap<>();

    private record Change(long position, int by) {}

    MemberCounts(Batches rows) {
        this.rows = rows;
    }

    void add(ChannelKey channel, long position, int by) {
        changes.computeIfAbsent(channel, key -> new ArrayList<>()).add(new Change(position, by));
    }

    void write() throws SQLException {
        if (changes.isEmpty()) return;
        rows.flush();
        Map<ChannelKey, Long> counted = counted();
        for (Map.Entry<ChannelKey, List<Change>> entry : changes.entrySet()) {
            ChannelKey channel = entry.getKey();
            long done = counted.getOrDefault(channel, Long.MAX_VALUE);
            List<Change> fresh = entry.getValue().stream()
                    .filter(change -> change.position() > done)
                    .toList();
            if (fresh.isEmpty()) continue;
            int by = fresh.stream().mapToInt(Change::by).sum();
            rows.add(COUNT, by, fresh.getLast().position(), channel.workspace().value(), channel.toString());
        }
    }

    private Map<ChannelKey, Long> counted() throws SQLException {
        Map<ChannelKey, Long> counted = new LinkedHashMap<>();
        try (PreparedStatement statement = rows.connection().prepareStatement(rows.named(COUNTED))) {
            for (ChannelKey channel : changes.keySet()) {
                statement.setString(1, channel.workspace().value());
                statement.setString(2, channel.toString());
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next()) counted.put(channel, row.getLong(1));
                }
            }
        }
        return counted;
    }
}
