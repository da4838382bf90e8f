// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.PlacementEvents;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.serial.EventCodec;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps by which the events of a workspace go from one shard to another. Each is a transaction on one shard, may be
 * repeated, and refuses when another move has begun since. All of them throw {@link SQLException} when a database does not
 * answer.
 */
public final class Relocation {
    private static final int PAGE = 5_000;
    private static final int ROWS_PER_STATEMENT = 100;

    /** This move is not the last one of its workspace any more. */
    public static final class Superseded extends SQLException {
        private static final long serialVersionUID = 1;

        Superseded(WorkspaceId workspace) {
            super("another move of " + workspace + " has begun");
        }
    }

    /** What was copied is not what lies at the source. */
    public static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1;

        Mismatch(String what) {
            super(what);
        }
    }

    /**
     * @param position of the source, up to which everything of the workspace is at the target
     * @param events so many
     * @param written the last position at the target that this step wrote, 0 for none
     */
    public record Copied(long position, long events, long written) {}

    /** What is moved, and the epoch of the placement that the move began with. */
    public record Way(WorkspaceId workspace, int source, int target, long epoch) {}

    private final ShardRegistry shards;
    private final EventCodec codec;

    Relocation(ShardRegistry shards, EventCodec codec) {
        this.shards = shards;
        this.codec = codec;
    }

    /** The last position of the shard. */
    public long head(int shard) throws SQLException {
        try (Connection connection = shards.writer(shard).getConnection()) {
            return lockedHead(connection);
        }
    }

    /**
     * Makes placements of the workspace that are older than {@code epoch} worthless on the shard, or lets them count again.
     * Whoever commits after this is refused; what was committed before lies up to the position that is answered.
     *
     * @param instead changed only if it is this now; null for whatever it is
     */
    public long fence(int shard, WorkspaceId workspace, long epoch, @Nullable Long instead) throws SQLException {
        String sql = "INSERT INTO workspace_fence (workspace, epoch) VALUES (?, ?)"
                + " ON DUPLICATE KEY UPDATE epoch = IF(? IS NULL OR epoch = ?, VALUES(epoch), epoch)";
        try (Connection connection = shards.writer(shard).getConnection()) {
            long head = lockedHead(connection);
            try (PreparedStatement fence = connection.prepareStatement(sql);
                    PreparedStatement raise =
                            connection.prepareStatement("UPDATE stream_head SET fences = fences + 1 WHERE id = 1")) {
                fence.setString(1, workspace.value());
                fence.setLong(2, epoch);
                fence.setObject(3, instead);
                fence.setObject(4, instead);
                fence.executeUpdate();
                raise.executeUpdate();
            }
            connection.commit();
            return head;
        }
    }

    /** Notes at the target that the workspace is on its way; what an earlier try left is gone on with. */
    public void begin(Way way) throws SQLException {
        String sql = "INSERT INTO workspace_arrival (workspace, epoch, source_shard, source_position, events)"
                + " VALUES (?, ?, ?, 0, 0) ON DUPLICATE KEY UPDATE"
                + " source_shard = IF(epoch < VALUES(epoch), VALUES(source_shard), source_shard),"
                + " source_position = IF(epoch < VALUES(epoch), 0, source_position),"
                + " events = IF(epoch < VALUES(epoch), 0, events), epoch = GREATEST(epoch, VALUES(epoch))";
        try (Connection connection = shards.writer(way.target()).getConnection()) {
            lockedHead(connection);
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setString(1, way.workspace().value());
                insert.setLong(2, way.epoch());
                insert.setInt(3, way.source());
                insert.executeUpdate();
            }
            connection.commit();
        }
    }

    /** How far it is. */
    public Copied copied(Way way) throws SQLException {
        try (Connection connection = shards.writer(way.target()).getConnection()) {
            return copied(connection, way, "");
        }
    }

    private static Copied copied(Connection connection, Way way, String lock) throws SQLException {
        String sql = "SELECT epoch, source_position, events FROM workspace_arrival WHERE workspace = ?" + lock;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, way.workspace().value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next() || row.getLong(1) != way.epoch()) throw new Superseded(way.workspace());
                return new Copied(row.getLong(2), row.getLong(3), 0);
            }
        }
    }

    /**
     * Copies the next events, at most some thousands, from after {@code since}, and reads them back.
     *
     * @param end position of the source
     * @throws Mismatch when what lies at the target then is not what lay at the source
     */
    public Copied copy(Way way, Copied since, long end) throws SQLException {
        long to = Math.min(end, since.position() + PAGE);
        List<RawEvent> rows = MovedRows.between(reader(way.source()), way.workspace(), since.position(), to);
        if (rows.isEmpty() && to < end && to - since.position() == PAGE) {
            // Nothing of it here; noted with the next that there is.
            return new Copied(to, since.events(), since.written());
        }
        long first = write(way, since, rows, to);
        if (!rows.isEmpty()) compare(way, rows, first);
        return new Copied(to, since.events() + rows.size(), rows.isEmpty() ? since.written() : first + rows.size() - 1);
    }

    private long write(Way way, Copied since, List<RawEvent> rows, long to) throws SQLException {
        try (Connection connection = shards.writer(way.target()).getConnection()) {
            long head = lockedHead(connection);
            Copied there = copied(connection, way, " FOR UPDATE");
            if (there.position() > since.position() || there.events() != since.events()) {
                throw new Superseded(way.workspace());
            }
            for (int from = 0; from < rows.size(); from += ROWS_PER_STATEMENT) {
                List<RawEvent> some = rows.subList(from, Math.min(rows.size(), from + ROWS_PER_STATEMENT));
                try (PreparedStatement insert = connection.prepareStatement(EventRows.insert(some.size()))) {
                    for (int i = 0; i < some.size(); i++) {
                        EventRows.bind(insert, i, MovedRows.at(some.get(i), head + 1 + from + i, way.source()));
                    }
                    insert.executeUpdate();
                }
            }
            raiseHead(connection, rows.size());
            note(connection, way, to, since.events() + rows.size());
            if (!rows.isEmpty()) noteRun(connection, way, to, head + rows.size());
            connection.commit();
            return head + 1;
        }
    }

    private static void note(Connection connection, Way way, long position, long events) throws SQLException {
        String sql = "UPDATE workspace_arrival SET source_position = ?, events = ? WHERE workspace = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, position);
            update.setLong(2, events);
            update.setString(3, way.workspace().value());
            update.executeUpdate();
        }
    }

    private static void noteRun(Connection connection, Way way, long from, long to) throws SQLException {
        String sql = "REPLACE INTO workspace_arrival_run (workspace, source_shard, source_position, position)"
                + " VALUES (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, way.workspace().value());
            insert.setInt(2, way.source());
            insert.setLong(3, from);
            insert.setLong(4, to);
            insert.executeUpdate();
        }
    }

    private void compare(Way way, List<RawEvent> rows, long first) throws SQLException {
        List<RawEvent> there =
                MovedRows.between(reader(way.target()), way.workspace(), first - 1, first + rows.size() - 1);
        var here = new RowDigest();
        var copy = new RowDigest();
        rows.forEach(here::add);
        there.forEach(copy::add);
        if (!here.value().equals(copy.value())) {
            throw new Mismatch(
                    "the events at " + first + " of shard " + way.target() + " are not those of shard " + way.source());
        }
    }

    /** Count, ends of streams and a hash of all that a shard has of the workspace. */
    public Census census(int shard, WorkspaceId workspace) throws SQLException {
        try (Connection connection = reader(shard)) {
            return Census.take(connection, workspace);
        }
    }

    /** A hash over the rows of the workspace on a shard up to a position, stream by stream; reads all of them. */
    public String digest(int shard, WorkspaceId workspace, long end) throws SQLException {
        try (Connection connection = reader(shard)) {
            return RowDigest.of(connection, workspace, end);
        }
    }

    /** The last position at the target that was copied; what lies after it was written there. */
    public long arrivedUpTo(Way way) throws SQLException {
        String sql = "SELECT MAX(position) FROM workspace_arrival_run WHERE workspace = ? AND source_shard = ?";
        try (Connection connection = reader(way.target());
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, way.workspace().value());
            select.setInt(2, way.source());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Gives up what is on its way. */
    public void forgetArrival(Way way) throws SQLException {
        try (Connection connection = shards.writer(way.target()).getConnection()) {
            lockedHead(connection);
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM workspace_arrival WHERE workspace = ? AND epoch = ?")) {
                delete.setString(1, way.workspace().value());
                delete.setLong(2, way.epoch());
                delete.executeUpdate();
            }
            connection.commit();
        }
    }

    /** Writes what a shard notes about a workspace's placement; answers the position. */
    public long append(int shard, PlacementEvents event) throws SQLException {
        try (Connection connection = shards.writer(shard).getConnection()) {
            long position = lockedHead(connection) + 1;
            EventCodec.Stored stored =
                    codec.encode(event, new dev.hansard.axon.content.ContentVault.Place(event.streamId(), position));
            long micros = System.currentTimeMillis() * 1_000;
            var row = new RawEvent(
                    position,
                    event.id().value(),
                    event.streamId(),
                    position,
                    stored.type(),
                    stored.revision(),
                    micros,
                    null,
                    null,
                    "{}".getBytes(StandardCharsets.US_ASCII),
                    stored.facts(),
                    null);
            try (PreparedStatement insert = connection.prepareStatement(EventRows.insert(1))) {
                EventRows.bind(insert, 0, row);
                insert.executeUpdate();
            }
            raiseHead(connection, 1);
            connection.commit();
            return position;
        }
    }

    /**
     * Leaves of some events of a workspace that moved away only that they were there; answers how many, 0 when none are left.
     *
     * @param fence of the placement after the move
     */
    public int depart(int shard, WorkspaceId workspace, long fence, int limit) throws SQLException {
        try (Connection connection = shards.writer(shard).getConnection()) {
            requireGone(connection, workspace, fence);
            List<RawEvent> rows = MovedRows.some(connection, workspace, limit);
            MovedRows.depart(connection, workspace, rows, codec);
            connection.commit();
            return rows.size();
        }
    }

    /** Removes what is kept beside the events, and what is known of earlier arrivals. */
    public void removeState(int shard, WorkspaceId workspace, long fence, List<StateTable> tables) throws SQLException {
        try (Connection connection = shards.writer(shard).getConnection()) {
            requireGone(connection, workspace, fence);
            for (StateTable table : tables) table.delete(connection, workspace);
            for (String table : List.of("workspace_arrival", "workspace_arrival_run")) {
                try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM " + table + " WHERE workspace = ?")) {
                    delete.setString(1, workspace.value());
                    delete.executeUpdate();
                }
            }
            connection.commit();
        }
    }

    /** Copies what is kept beside the events, in place of what an earlier try brought. */
    public void copyState(Way way, List<StateTable> tables) throws SQLException {
        try (Connection from = reader(way.source());
                Connection to = shards.writer(way.target()).getConnection()) {
            copied(to, way, " FOR UPDATE");
            for (StateTable table : tables) {
                table.delete(to, way.workspace());
                table.copy(from, to, way.workspace());
            }
            to.commit();
        }
    }

    /** Also keeps a move back from beginning here meanwhile. */
    private static void requireGone(Connection connection, WorkspaceId workspace, long fence) throws SQLException {
        lockedHead(connection);
        String sql = "SELECT f.epoch, a.epoch FROM workspace_fence f LEFT JOIN workspace_arrival a"
                + " ON a.workspace = f.workspace WHERE f.workspace = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, workspace.value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next() || row.getLong(1) != fence) throw new Superseded(workspace);
                long arriving = row.getLong(2);
                if (!row.wasNull() && arriving >= fence) throw new Superseded(workspace);
            }
        }
    }

    private Connection reader(int shard) throws SQLException {
        return shards.shard(shard).reader().getConnection();
    }

    private static long lockedHead(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT position FROM stream_head WHERE id = 1 FOR UPDATE");
                ResultSet row = select.executeQuery()) {
            if (!row.next()) throw new SQLException("stream_head is empty");
            return row.getLong(1);
        }
    }

    private static void raiseHead(Connection connection, int count) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE stream_head SET position = position + ? WHERE id = 1")) {
            update.setInt(1, count);
            update.executeUpdate();
        }
    }
}
