// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.shards;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.DatabaseClock;
import dev.hansard.axon.store.Shards;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The moves, on the first shard beside the directory of placements. */
final class MoveTable {
    private static final long CLAIM_MILLIS = 15_000;
    private static final String SELECT = "SELECT workspace, source, target, epoch, fence, state, stop, detail, copied,"
            + " position, head, asked_at, switched_at, ended_at, pause_millis FROM workspace_move ";

    private final Shards shards;
    private final String owner;

    /** @param owner name of the process, see {@link dev.hansard.axon.process.Owner} */
    MoveTable(Shards shards, String owner) {
        this.shards = shards;
        this.owner = owner;
    }

    private Connection connection() throws SQLException {
        return shards.shard(0).reader().getConnection();
    }

    List<Move> all() throws SQLException {
        try (Connection connection = connection();
                PreparedStatement select = connection.prepareStatement(SELECT + "ORDER BY asked_at DESC");
                ResultSet row = select.executeQuery()) {
            var moves = new ArrayList<Move>();
            while (row.next()) moves.add(move(row));
            return moves;
        }
    }

    @Nullable
    Move find(WorkspaceId workspace) throws SQLException {
        try (Connection connection = connection()) {
            return find(connection, workspace, "");
        }
    }

    private static @Nullable Move find(Connection connection, WorkspaceId workspace, String lock) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "WHERE workspace = ?" + lock)) {
            select.setString(1, workspace.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? move(row) : null;
            }
        }
    }

    /**
     * Notes a new move in place of one that is over.
     *
     * @throws MoveRefused while another is not over, or when the workspace is not where it was thought to be
     */
    void insert(Move move) throws SQLException {
        String insert = "REPLACE INTO workspace_move (workspace, source, target, epoch, fence, state, asked_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)";
        String where = "SELECT shard, epoch FROM shard_directory WHERE workspace = ? FOR UPDATE";
        try (Connection connection = connection();
                PreparedStatement directory = connection.prepareStatement(where);
                PreparedStatement write = connection.prepareStatement(insert)) {
            directory.setString(1, move.workspace().value());
            try (ResultSet row = directory.executeQuery()) {
                if (!row.next() || row.getInt(1) != move.source() || row.getLong(2) != move.epoch()) {
                    throw new MoveRefused("already_moving", "the workspace was moved in this very moment; look again");
                }
            }
            Move last = find(connection, move.workspace(), " FOR UPDATE");
            if (last != null && !last.state().isOver()) {
                throw new MoveRefused(
                        "already_moving",
                        "the workspace is being moved to shard " + last.target() + " ("
                                + last.state().name().toLowerCase(java.util.Locale.ROOT)
                                + "); see: hansard shard show " + move.workspace());
            }
            write.setString(1, move.workspace().value());
            write.setInt(2, move.source());
            write.setInt(3, move.target());
            write.setLong(4, move.epoch());
            write.setLong(5, move.fence());
            write.setString(6, move.state().name());
            write.setLong(7, move.askedAt().toEpochMilli());
            write.executeUpdate();
            connection.commit();
        }
    }

    /** What an operator wants; false when the move is not in that state. */
    boolean wish(WorkspaceId workspace, MoveState from, MoveState to, boolean stop) throws SQLException {
        String sql = "UPDATE workspace_move SET state = ?, stop = ?, detail = NULL WHERE workspace = ? AND state = ?";
        try (Connection connection = connection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, to.name());
            update.setBoolean(2, stop);
            update.setString(3, workspace.value());
            update.setString(4, from.name());
            boolean done = update.executeUpdate() == 1;
            connection.commit();
            return done;
        }
    }

    /** Takes or keeps the right to work on it. */
    boolean claim(Move move, @Nullable String deadOwner) throws SQLException {
        String sql =
                "UPDATE workspace_move SET owner = ?, claimed_until = " + DatabaseClock.NOW + " + ? WHERE workspace = ?"
                        + " AND (owner IS NULL OR owner = ? OR owner = ? OR claimed_until < " + DatabaseClock.NOW + ")";
        try (Connection connection = connection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, owner);
            update.setLong(2, CLAIM_MILLIS);
            update.setString(3, move.workspace().value());
            update.setString(4, owner);
            update.setString(5, deadOwner == null ? owner : deadOwner);
            boolean ours = update.executeUpdate() == 1;
            connection.commit();
            return ours;
        }
    }

    @Nullable
    String owner(WorkspaceId workspace) throws SQLException {
        try (Connection connection = connection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT owner FROM workspace_move WHERE workspace = ?")) {
            select.setString(1, workspace.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    void release(WorkspaceId workspace) throws SQLException {
        String sql = "UPDATE workspace_move SET owner = NULL, claimed_until = 0 WHERE workspace = ? AND owner = ?";
        try (Connection connection = connection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, workspace.value());
            update.setString(2, owner);
            update.executeUpdate();
            connection.commit();
        }
    }

    /** Notes how far it is and what it waits for; throws when it is another process's by now. */
    void progress(Move move, @Nullable String detail) throws SQLException {
        String sql = "UPDATE workspace_move SET copied = ?, position = ?, head = ?, detail = ?, claimed_until = "
                + DatabaseClock.NOW + " + ?" + " WHERE workspace = ? AND owner = ?";
        try (Connection connection = connection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, move.copied());
            update.setLong(2, move.position());
            update.setLong(3, move.head());
            update.setString(4, detail == null || detail.length() <= 500 ? detail : detail.substring(0, 500));
            update.setLong(5, CLAIM_MILLIS);
            update.setString(6, move.workspace().value());
            update.setString(7, owner);
            if (update.executeUpdate() != 1) throw new NotOurs();
            connection.commit();
        }
    }

    /** Takes it from one state to another, with a new fence. */
    void step(Move move, MoveState to, long fence) throws SQLException {
        try (Connection connection = connection()) {
            step(connection, move, to, fence);
            connection.commit();
        }
    }

    private void step(Connection connection, Move move, MoveState to, long fence) throws SQLException {
        String sql = "UPDATE workspace_move SET state = ?, fence = ?, detail = NULL, ended_at = ?, claimed_until = "
                + DatabaseClock.NOW + " + ?" + " WHERE workspace = ? AND state = ? AND fence = ? AND owner = ?";
        long now = System.currentTimeMillis();
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, to.name());
            update.setLong(2, fence);
            if (to.isOver()) update.setLong(3, now);
            else update.setNull(3, java.sql.Types.BIGINT);
            update.setLong(4, CLAIM_MILLIS);
            update.setString(5, move.workspace().value());
            update.setString(6, move.state().name());
            update.setLong(7, move.fence());
            update.setString(8, owner);
            if (update.executeUpdate() != 1) throw new NotOurs();
        }
    }

    /** The switch: one transaction with the directory. */
    void switchOver(Move move, long pauseMillis) throws SQLException {
        String sql = "UPDATE shard_directory SET shard = ?, epoch = ?, placed_at = ?"
                + " WHERE workspace = ? AND shard = ? AND epoch = ?";
        String note = "UPDATE workspace_move SET switched_at = ?, pause_millis = ? WHERE workspace = ?";
        long now = System.currentTimeMillis();
        try (Connection connection = connection();
                PreparedStatement update = connection.prepareStatement(sql);
                PreparedStatement times = connection.prepareStatement(note)) {
            step(connection, move, MoveState.SWITCHED, move.fence());
            update.setInt(1, move.target());
            update.setLong(2, move.fence());
            update.setLong(3, now);
            update.setString(4, move.workspace().value());
            update.setInt(5, move.source());
            update.setLong(6, move.epoch());
            if (update.executeUpdate() != 1) throw new NotOurs();
            times.setLong(1, now);
            times.setLong(2, pauseMillis);
            times.setString(3, move.workspace().value());
            times.executeUpdate();
            connection.commit();
        }
    }

    /** Another process works on the move, or an operator changed it. */
    static final class NotOurs extends SQLException {
        private static final long serialVersionUID = 1;

        NotOurs() {
            super("the move is not this process's any more");
        }
    }

    private static Move move(ResultSet row) throws SQLException {
        long switched = row.getLong(13);
        Instant switchedAt = row.wasNull() ? null : Instant.ofEpochMilli(switched);
        long ended = row.getLong(14);
        Instant endedAt = row.wasNull() ? null : Instant.ofEpochMilli(ended);
        long pause = row.getLong(15);
        Long pauseMillis = row.wasNull() ? null : pause;
        return new Move(
                new WorkspaceId(row.getString(1)),
                row.getInt(2),
                row.getInt(3),
                row.getLong(4),
                row.getLong(5),
                MoveState.valueOf(row.getString(6)),
                row.getBoolean(7),
                row.getString(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                Instant.ofEpochMilli(row.getLong(12)),
                switchedAt,
                endedAt,
                pauseMillis);
    }
}
