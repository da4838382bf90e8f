// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.api.WorkspaceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds messages in the record by age and by what became of them, without reading what they say. */
public final class MessagesOnRecord {
    private static final String PAGE = """
            SELECT subject,
                   MAX(type = 'message.deleted'),
                   MAX(CASE WHEN type = 'message.edited' THEN sequence ELSE -1 END),
                   MAX(CASE WHEN type = 'message.revisions_erased' THEN sequence ELSE -1 END)
              FROM event
             WHERE stream = ? AND subject > ? AND subject <= ?
             GROUP BY subject
            HAVING MAX(type IN ('message.posted', 'message.imported')) = 1 AND MAX(type = 'message.erased') = 0
             ORDER BY subject LIMIT ?""";
    private static final String ERASED = """
            SELECT type, COUNT(*) FROM event
             WHERE position > ? AND workspace = ?
               AND ((type IN ('message.erased', 'message.revisions_erased') AND INSTR(facts, ?) > 0)
                 OR (type = 'message.deleted' AND INSTR(meta, '"USLACKBOT"') > 0))
             GROUP BY type""";

    private final Shards shards;

    public MessagesOnRecord(Shards shards) {
        this.shards = shards;
    }

    /**
     * A message that was not erased.
     *
     * @param deleted by a member, or hidden from them
     * @param revised whether there are earlier versions of it
     */
    public record Row(Ts ts, boolean deleted, boolean revised) {}

    /**
     * What was done in a workspace after a place in its shard.
     *
     * @param erased messages
     * @param revisions messages whose earlier versions were erased
     * @param hidden messages that the platform deleted
     */
    public record Done(long erased, long revisions, long hidden) {}

    /** Up to {@code limit} messages posted after {@code after} and not after {@code upTo}, the oldest first. */
    public List<Row> page(ChannelKey channel, Ts after, Ts upTo, int limit) {
        try (Connection connection = shards.of(channel.workspace()).reader().getConnection();
                PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setString(1, channel.toString());
            select.setLong(2, after.micros());
            select.setLong(3, upTo.micros());
            select.setInt(4, limit);
            var rows = new ArrayList<Row>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    boolean revised = row.getLong(3) > row.getLong(4);
                    rows.add(new Row(new Ts(row.getLong(1)), row.getBoolean(2), revised));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new StoreUnavailable("finding messages by age", e);
        }
    }

    /** @param authority of the erasures that count */
    public Done done(WorkspaceId workspace, long position, String authority) {
        try (Connection connection = shards.of(workspace).reader().getConnection();
                PreparedStatement select = connection.prepareStatement(ERASED)) {
            select.setLong(1, position);
            select.setString(2, workspace.value());
            select.setString(3, '"' + authority + '"');
            Map<String, Long> counts = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) counts.put(row.getString(1), row.getLong(2));
            }
            return new Done(
                    counts.getOrDefault("message.erased", 0L),
                    counts.getOrDefault("message.revisions_erased", 0L),
                    counts.getOrDefault("message.deleted", 0L));
        } catch (SQLException e) {
            throw new StoreUnavailable("counting erasures", e);
        }
    }
}
