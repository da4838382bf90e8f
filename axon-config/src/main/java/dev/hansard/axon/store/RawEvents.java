// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads the rows of the record as they are stored. Every method throws {@link StoreUnavailable} when the database does not answer. */
public final class RawEvents {
    private static final String COLUMNS =
            "SELECT position, workspace, stream, sequence, type, revision, at, subject, once_key, meta, facts, content"
                    + " FROM event ";

    private final Shards shards;

    public RawEvents(Shards shards) {
        this.shards = shards;
    }

    /** The last position that the writer counted. Whoever sees it sees all rows up to it. */
    public long head(int shard) {
        return number(shard, "SELECT position FROM stream_head WHERE id = 1");
    }

    /** The highest position of a row, which is the head unless somebody tampered; 0 when there is none. */
    public long last(int shard) {
        return number(shard, "SELECT COALESCE(MAX(position), 0) FROM event");
    }

    /** The lowest position of a row, which is 1 unless somebody tampered; 1 when there is none. */
    public long first(int shard) {
        return number(shard, "SELECT COALESCE(MIN(position), 1) FROM event");
    }

    /** Hands over the rows after {@code position} up to {@code end}, by position, one at a time from the database. */
    public void read(int shard, long position, long end, Consumer<RawEvent> each) {
        String sql = COLUMNS + "WHERE position > ? AND position <= ? ORDER BY position";
        try (Connection connection = shards.shard(shard).reader().getConnection();
                PreparedStatement select =
                        connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            // Connector/J's way to ask for rows as they come, so that memory does not grow with their number.
            select.setFetchSize(Integer.MIN_VALUE);
            select.setLong(1, position);
            select.setLong(2, end);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) each.accept(MovedRows.row(row));
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new StoreUnavailable("reading rows", e);
        }
    }

    /** The positions of everything that happened to one message, in order. */
    public List<Long> about(int shard, String stream, long subject) {
        String sql = "SELECT position FROM event WHERE stream = ? AND subject = ? ORDER BY position";
        try (Connection connection = shards.shard(shard).reader().getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, stream);
            select.setLong(2, subject);
            var positions = new ArrayList<Long>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) positions.add(row.getLong(1));
            }
            return positions;
        } catch (SQLException e) {
            throw new StoreUnavailable("finding the events of a message", e);
        }
    }

    private long number(int shard, String sql) {
        try (Connection connection = shards.shard(shard).reader().getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            throw new StoreUnavailable("reading positions", e);
        }
    }
}
