// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.query.read.Reading;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Conversations and what belongs to them, all but their prose.
 *
 * @param formerNames by channel key, oldest first
 * @param members by channel key, of direct conversations
 */
record GatheredChannels(
        int shard, List<ChannelRow> rows, Map<String, List<String>> formerNames, Map<String, List<String>> members) {
    private static final String FORMER_NAMES =
            "SELECT channel, name FROM ${directory.former_name} WHERE channel IN (%s) ORDER BY channel, position";
    private static final String MEMBERS =
            "SELECT channel, user FROM ${directory.member} WHERE channel IN (%s) ORDER BY channel, user";

    static GatheredChannels of(Reading reading, List<ChannelRow> rows) throws SQLException {
        List<ChannelRow> direct =
                rows.stream().filter(row -> row.kind().isDirect()).toList();
        return new GatheredChannels(
                reading.shard().id(),
                rows,
                texts(reading, FORMER_NAMES, "name", rows),
                texts(reading, MEMBERS, "user", direct));
    }

    private static Map<String, List<String>> texts(Reading reading, String sql, String column, List<ChannelRow> rows)
            throws SQLException {
        record Text(String channel, String text) {}
        Map<String, List<String>> texts = new HashMap<>();
        if (rows.isEmpty()) return texts;
        List<String> channels = rows.stream().map(row -> row.key().toString()).toList();
        for (Text text : reading.list(
                sql.formatted(Reading.marks(rows.size())),
                row -> new Text(row.getString("channel"), row.getString(column)),
                channels)) {
            texts.computeIfAbsent(text.channel(), channel -> new ArrayList<>()).add(text.text());
        }
        return texts;
    }
}
