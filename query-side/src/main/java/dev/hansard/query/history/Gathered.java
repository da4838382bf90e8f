// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.MessageView.Reaction;
import dev.hansard.api.UserId;
import dev.hansard.query.read.Reading;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages of one channel and what hangs on them, by ts; all but their content. */
record Gathered(int shard, List<MessageRow> rows, Map<Long, List<Reaction>> reactions) {
    private static final String REACTIONS =
            "SELECT ts, name, user FROM ${timeline.reaction} WHERE channel = ? AND ts IN (%s) ORDER BY position";

    static Gathered of(Reading reading, ChannelKey channel, List<MessageRow> rows) throws SQLException {
        return new Gathered(
                reading.shard().id(), List.copyOf(rows), rows.isEmpty() ? Map.of() : reactions(reading, channel, rows));
    }

    private static Map<Long, List<Reaction>> reactions(Reading reading, ChannelKey channel, List<MessageRow> rows)
            throws SQLException {
        record Row(long ts, String name, UserId user) {}
        Map<Long, Map<String, List<UserId>>> byName = new HashMap<>();
        for (Row row : reading.list(
                REACTIONS.formatted(Reading.marks(rows.size())),
                row -> new Row(row.getLong("ts"), row.getString("name"), new UserId(row.getString("user"))),
                parameters(channel, rows))) {
            byName.computeIfAbsent(row.ts(), ts -> new LinkedHashMap<>())
                    .computeIfAbsent(row.name(), name -> new ArrayList<>())
                    .add(row.user());
        }
        Map<Long, List<Reaction>> reactions = new HashMap<>();
        byName.forEach((ts, names) -> reactions.put(
                ts,
                names.entrySet().stream()
                        .map(name -> new Reaction(name.getKey(), List.copyOf(name.getValue())))
                        .toList()));
        return reactions;
    }

    private static List<Object> parameters(ChannelKey channel, List<MessageRow> rows) {
        List<Object> parameters = new ArrayList<>(rows.size() + 1);
        parameters.add(channel.toString());
        for (MessageRow row : rows) parameters.add(row.ts());
        return parameters;
    }
}
