// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.query.history.TimelineBatch.Key;
import dev.hansard.query.write.Batches;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks rows up by many (channel, ts) keys at once, in a form that MySQL and MariaDB both answer from the index. */
final class KeyLookup {
    private KeyLookup() {}

    @FunctionalInterface
    interface Found {
        void row(Key key, ResultSet row) throws SQLException;
    }

    /** @param select up to {@code WHERE}, with {@code channel} and {@code column} among the selected */
    static void each(Batches rows, String select, String column, Collection<Key> keys, Found found)
            throws SQLException {
        if (keys.isEmpty()) return;
        Map<String, List<Long>> byChannel = new LinkedHashMap<>();
        for (Key key : keys)
            byChannel
                    .computeIfAbsent(key.channel(), channel -> new ArrayList<>())
                    .add(key.ts());
        List<String> terms = new ArrayList<>();
        byChannel.forEach((channel, ts) -> terms.add(
                "(channel = ? AND " + column + " IN (" + String.join(",", Collections.nCopies(ts.size(), "?")) + "))"));
        String sql = rows.named(select) + " WHERE " + String.join(" OR ", terms);
        try (PreparedStatement statement = rows.connection().prepareStatement(sql)) {
            int index = 1;
            for (Map.Entry<String, List<Long>> entry : byChannel.entrySet()) {
                statement.setString(index++, entry.getKey());
                for (long ts : entry.getValue()) statement.setLong(index++, ts);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    found.row(new Key(result.getString("channel"), result.getLong(column)), result);
                }
            }
        }
    }
}
