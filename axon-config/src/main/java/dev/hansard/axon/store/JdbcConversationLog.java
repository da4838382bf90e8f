// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.serial.EventCodec;
import dev.hansard.axon.serial.EventTypes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the event table by its indices on stream and subject. */
final class JdbcConversationLog implements ConversationLog {
    private static final String SELECT =
            "SELECT position, stream, sequence, type, revision, at, meta, facts, content, subject FROM event ";
    private static final int SUBJECT = 10;

    private final Shards shards;
    private final EventCodec codec;

    JdbcConversationLog(Shards shards, EventCodec codec) {
        this.shards = shards;
        this.codec = codec;
    }

    private interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    @Override
    public List<Length> conversations(WorkspaceId workspace) {
        Shards.Shard shard = shards.of(workspace);
        // Skips along the index from stream to stream.
        String sql = "SELECT stream, MAX(sequence) FROM event WHERE stream > ? AND stream < ? GROUP BY stream";
        try (Connection connection = shard.reader().getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            var found = new ArrayList<Length>();
            for (char kind : new char[] {'C', 'D', 'G'}) {
                select.setString(1, workspace.value() + '/' + kind);
                select.setString(2, workspace.value() + '/' + (char) (kind + 1));
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(new Length(ChannelKey.parse(rows.getString(1)), rows.getLong(2) + 1));
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw new StoreUnavailable("listing conversations", e);
        }
    }

    @Override
    public List<Entry> byMessage(ChannelKey channel, Ts ts, long position, long upTo, int limit) {
        // Without the hint a long conversation may be sorted as a whole for every page.
        String where = "FORCE INDEX (stream_subject) WHERE stream = ? AND subject >= ?"
                + " AND (subject > ? OR position > ?) AND position <= ? ORDER BY subject, position LIMIT ?";
        return read(channel, where, select -> {
            select.setString(1, channel.toString());
            select.setLong(2, ts.micros());
            select.setLong(3, ts.micros());
            select.setLong(4, position);
            select.setLong(5, upTo);
            select.setInt(6, limit);
        });
    }

    @Override
    public List<Entry> aboutItself(ChannelKey channel, long position, long upTo, int limit) {
        String where = "WHERE stream = ? AND type LIKE 'channel.%' AND position > ? AND position <= ?"
                + " ORDER BY sequence LIMIT ?";
        return read(channel, where, select -> {
            select.setString(1, channel.toString());
            select.setLong(2, position);
            select.setLong(3, upTo);
            select.setInt(4, limit);
        });
    }

    @Override
    public boolean erasedSince(int shard, long position) {
        String types =
                EventTypes.erasures().stream().map(type -> "'" + type + "'").collect(Collectors.joining(","));
        String sql = "SELECT 1 FROM event WHERE position > ? AND type IN (" + types + ") LIMIT 1";
        try (Connection connection = shards.shard(shard).reader().getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, position);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new StoreUnavailable("looking for erasures", e);
        }
    }

    private record Row(EventRows.Raw raw, @Nullable Ts subject) {}

    private List<Entry> read(ChannelKey channel, String where, Binder binder) {
        var entries = new ArrayList<Entry>();
        // Understood without holding a connection: opening content may need one for its key.
        for (Row row : rows(shards.of(channel.workspace()), where, binder)) {
            entries.add(new Entry(row.raw().position(), row.subject(), understood(row.raw())));
        }
        return entries;
    }

    private static List<Row> rows(Shards.Shard shard, String where, Binder binder) {
        try (Connection connection = shard.reader().getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT + where)) {
            binder.bind(select);
            var found = new ArrayList<Row>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long subject = row.getLong(SUBJECT);
                    Ts ts = row.wasNull() ? null : new Ts(subject);
                    found.add(new Row(EventRows.raw(shard.id(), row), ts));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new StoreUnavailable("reading a conversation", e);
        }
    }

    private @Nullable CommittedEvent understood(EventRows.Raw raw) {
        try {
            return EventRows.decode(raw, codec);
        } catch (UnreadableEvent e) {
            return null;
        }
    }
}
