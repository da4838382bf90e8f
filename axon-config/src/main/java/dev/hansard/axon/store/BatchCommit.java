// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.Shards.Placement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * One durable commit of events. Positions come from the head row, whose lock is held until the commit: so positions are
 * gapless and commit in order, whichever process writes, and after a lost connection it can be told what became of the batch.
 */
final class BatchCommit {
    /** The connection was lost during the commit: ask {@link #committed} before anything else. */
    static final class InDoubt extends SQLException {
        private static final long serialVersionUID = 1;

        private final long first;

        InDoubt(long first, SQLException cause) {
            super("no answer to a commit", cause);
            this.first = first;
        }

        long first() {
            return first;
        }
    }

    /** Rows of workspaces that are being moved, or were moved, elsewhere; nothing was written. */
    static final class Fenced extends SQLException {
        private static final long serialVersionUID = 1;

        private final transient Set<WorkspaceId> workspaces;

        Fenced(Set<WorkspaceId> workspaces) {
            super(workspaces + " moved");
            this.workspaces = Set.copyOf(workspaces);
        }

        Set<WorkspaceId> workspaces() {
            return workspaces;
        }
    }

    private static final int ROWS_PER_STATEMENT = 100;
    /** Bytes may double on their way, and the database takes statements of 16 MiB. */
    private static final long BYTES_PER_STATEMENT = 2 << 20;

    private final DataSource dataSource;
    private long head = -1;
    private long fences = -1;
    /** The oldest placement of each workspace that may still write, as of {@link #fences}. */
    private Map<String, Long> oldest = Map.of();

    BatchCommit(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Writes the rows in order and answers the position of the first.
     *
     * @throws SQLIntegrityConstraintViolationException when a row is refused; nothing was written
     * @throws InDoubt when the database failed during the commit
     * @throws SQLException when it failed before; nothing was written
     */
    long write(List<Append.Row> rows) throws SQLException {
        return write(rows, List.of());
    }

    /**
     * Like {@link #write(List)}.
     *
     * @param conditions streams and the sequences of their last events; where one went on, the rows are refused
     */
    long write(List<Append.Row> rows, List<Map.Entry<String, Long>> conditions) throws SQLException {
        return write(rows, conditions, Set.of());
    }

    /**
     * Like {@link #write(List)}.
     *
     * @param placements that were believed in when the rows were made
     * @throws Fenced when one of them is out of date
     */
    long write(List<Append.Row> rows, List<Map.Entry<String, Long>> conditions, Set<Placement> placements)
            throws SQLException {
        long first = -1;
        try (Connection connection = dataSource.getConnection()) {
            boolean committing = false;
            try {
                first = reserve(connection, rows.size());
                check(placements);
                insert(connection, rows, first);
                check(connection, conditions);
                committing = true;
                connection.commit();
                head = first + rows.size() - 1;
                return first;
            } catch (SQLException e) {
                head = -1;
                rollBack(connection, e);
                if (committing) throw new InDoubt(first, e);
                throw e;
            }
        }
    }

    /** Takes the next {@code count} positions; the row stays locked until the commit. */
    private long reserve(Connection connection, int count) throws SQLException {
        String guess = "UPDATE stream_head SET position = position + ? WHERE id = 1 AND position = ? AND fences = ?";
        if (head >= 0) {
            try (PreparedStatement update = connection.prepareStatement(guess)) {
                update.setInt(1, count);
                update.setLong(2, head);
                update.setLong(3, fences);
                if (update.executeUpdate() == 1) return head + 1;
            }
        }
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT position, fences FROM stream_head WHERE id = 1 FOR UPDATE");
                ResultSet row = select.executeQuery()) {
            if (!row.next()) throw new SQLException("stream_head is empty");
            head = row.getLong(1);
            long now = row.getLong(2);
            if (now != fences) {
                oldest = Fences.read(connection);
                fences = now;
            }
        }
        try (PreparedStatement update = connection.prepareStatement(guess)) {
            update.setInt(1, count);
            update.setLong(2, head);
            update.setLong(3, fences);
            update.executeUpdate();
        }
        return head + 1;
    }

    /** The fences cannot change while the head is locked. */
    private void check(Set<Placement> placements) throws Fenced {
        var refused = new HashSet<WorkspaceId>();
        for (Placement each : placements) {
            Long epoch = oldest.get(each.workspace().value());
            if (epoch != null && each.epoch() < epoch) refused.add(each.workspace());
        }
        if (!refused.isEmpty()) throw new Fenced(refused);
    }

    /** One statement for many rows; the driver's own batches make the same of it with several times the work. */
    private static void insert(Connection connection, List<Append.Row> rows, long first) throws SQLException {
        int from = 0;
        while (from < rows.size()) {
            int to = endOfStatement(rows, from);
            try (PreparedStatement insert = connection.prepareStatement(EventRows.insert(to - from))) {
                for (int i = from; i < to; i++) {
                    EventRows.bind(insert, i - from, EventRows.stored(first + i, rows.get(i)));
                }
                insert.executeUpdate();
            }
            from = to;
        }
    }

    /** As many as a statement may have, and at least one. */
    private static int endOfStatement(List<Append.Row> rows, int from) {
        int to = from;
        long bytes = 0;
        while (to < rows.size() && to - from < ROWS_PER_STATEMENT) {
            bytes += rows.get(to).bytes();
            if (bytes > BYTES_PER_STATEMENT && to > from) break;
            to++;
        }
        return to;
    }

    /** With the head locked nobody else commits, so what holds here holds until the commit. */
    private static void check(Connection connection, List<Map.Entry<String, Long>> conditions) throws SQLException {
        for (Map.Entry<String, Long> condition : conditions) {
            if (lastSequence(connection, condition.getKey()) != condition.getValue()) {
                throw new SQLIntegrityConstraintViolationException(condition.getKey() + " went on", "23000");
            }
        }
    }

    /**
     * Whether the rows that were given {@code first} are in the record. Takes the head's lock, so that a commit that is still
     * under way in the database is waited for.
     */
    boolean committed(List<Append.Row> rows, long first) throws SQLException {
        Append.Row last = rows.getLast();
        String sql = "SELECT stream, sequence, facts FROM event WHERE position = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement lock =
                        connection.prepareStatement("SELECT position FROM stream_head WHERE id = 1 FOR UPDATE");
                ResultSet head = lock.executeQuery();
                PreparedStatement select = connection.prepareStatement(sql)) {
            head.next();
            select.setLong(1, first + rows.size() - 1);
            try (ResultSet row = select.executeQuery()) {
                boolean ours = row.next()
                        && row.getString(1).equals(last.stream())
                        && row.getLong(2) == last.sequence()
                        && Arrays.equals(row.getBytes(3), last.stored().facts());
                connection.rollback();
                return ours;
            }
        }
    }

    private static void rollBack(Connection connection, SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** The sequence of the last event of the stream, -1 for a new one. */
    long lastSequence(String stream) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return lastSequence(connection, stream);
        }
    }

    private static long lastSequence(Connection connection, String stream) throws SQLException {
        String sql = "SELECT MAX(sequence) FROM event WHERE stream = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, stream);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long last = row.getLong(1);
                return row.wasNull() ? -1 : last;
            }
        }
    }

    /** Whether the stream has used up the key. */
    boolean hasOnce(String stream, byte[] onceHash) throws SQLException {
        String sql = "SELECT 1 FROM event WHERE stream = ? AND once_key = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, stream);
            select.setBytes(2, onceHash);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }
}
