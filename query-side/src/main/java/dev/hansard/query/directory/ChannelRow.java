// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.query.read.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A conversation and where the viewer stands in it.
 *
 * @param shown whether the viewer opened or closed it, null if neither
 */
record ChannelRow(
        ChannelKey key,
        ChannelKind kind,
        @Nullable String name,
        UserId creator,
        long created,
        boolean archived,
        boolean general,
        @Nullable Long topicPosition,
        @Nullable Long purposePosition,
        int memberCount,
        long updatedMillis,
        boolean isMember,
        Ts lastRead,
        @Nullable Boolean shown) {
    /** Parameters: the viewer's user id, its user id again, its person key. */
    static final String SELECT = """
            SELECT c.channel, c.kind, c.name, c.creator, c.created, c.archived, c.general, c.topic_position,
              c.purpose_position, c.member_count, c.updated_millis, v.user IS NOT NULL AS is_member,
              COALESCE(k.last_read, 0) AS last_read, o.open AS is_open
            FROM ${directory.channel} c
            LEFT JOIN ${directory.member} v ON v.channel = c.channel AND v.user = ?
            LEFT JOIN reader_mark k ON k.channel = c.channel AND k.user = ?
            LEFT JOIN reader_conversation o ON o.person = ? AND o.channel = c.channel
            """;

    static ChannelRow of(ResultSet row) throws SQLException {
        Long open = Reading.number(row, "is_open");
        return new ChannelRow(
                ChannelKey.parse(row.getString("channel")),
                ChannelKind.valueOf(row.getString("kind")),
                row.getString("name"),
                new UserId(row.getString("creator")),
                row.getLong("created"),
                row.getBoolean("archived"),
                row.getBoolean("general"),
                Reading.number(row, "topic_position"),
                Reading.number(row, "purpose_position"),
                row.getInt("member_count"),
                row.getLong("updated_millis"),
                row.getBoolean("is_member"),
                new Ts(row.getLong("last_read")),
                open == null ? null : open != 0);
    }

    /** A conversation that the viewer is in is in its list, unless it closed it; only direct ones can be closed. */
    boolean open() {
        return isMember && (!kind.isDirect() || shown == null || shown);
    }
}
