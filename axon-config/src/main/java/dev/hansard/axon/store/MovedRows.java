// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.PlacementEvents;
import dev.hansard.api.PlacementEvents.EventDeparted;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.content.ContentVault;
import dev.hansard.axon.serial.EventCodec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rows of one workspace, on their way from one shard to another. */
final class MovedRows {
    /** The streams of a workspace but the one about its placement. */
    static final String OF_WORKSPACE = "(stream = ? OR stream >= ? AND stream < ?) AND stream <> ?";

    private static final String COLUMNS =
            "SELECT position, workspace, stream, sequence, type, revision, at, subject, once_key, meta, facts, content"
                    + " FROM event ";
    private static final Pattern FROM = Pattern.compile(",?\"from\":\"(\\d+)/(\\d+)\"}$");
    private static final int RUN = 5_000;

    private MovedRows() {}

    static void bind(PreparedStatement statement, int index, WorkspaceId workspace) throws SQLException {
        statement.setString(index, workspace.value());
        statement.setString(index + 1, workspace.value() + '/');
        // The character after the slash.
        statement.setString(index + 2, workspace.value() + '0');
        statement.setString(index + 3, PlacementEvents.streamOf(workspace));
    }

    /** By position. Closes the connection. */
    static List<RawEvent> between(Connection from, WorkspaceId workspace, long position, long end) throws SQLException {
        String sql =
                COLUMNS + "WHERE position > ? AND position <= ? AND workspace = ? AND stream <> ? ORDER BY position";
        try (Connection connection = from;
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, position);
            select.setLong(2, end);
            select.setString(3, workspace.value());
            select.setString(4, PlacementEvents.streamOf(workspace));
            return rows(select);
        }
    }

    /** Some that are left, locked. */
    static List<RawEvent> some(Connection connection, WorkspaceId workspace, int limit) throws SQLException {
        String sql = COLUMNS + "WHERE " + OF_WORKSPACE + " LIMIT ? FOR UPDATE";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, 1, workspace);
            select.setInt(5, limit);
            return rows(select);
        }
    }

    private static List<RawEvent> rows(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            var rows = new ArrayList<RawEvent>();
            while (row.next()) rows.add(row(row));
            return rows;
        }
    }

    static RawEvent row(ResultSet row) throws SQLException {
        long subject = row.getLong(8);
        Long about = row.wasNull() ? null : subject;
        return new RawEvent(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getInt(6),
                row.getLong(7),
                about,
                row.getBytes(9),
                row.getBytes(10),
                row.getBytes(11),
                row.getBytes(12));
    }

    /** The same row at a position of another shard, with where it came from; else byte for byte. */
    static RawEvent at(RawEvent row, long position, int source) {
        return new RawEvent(
                position,
                row.workspace(),
                row.stream(),
                row.sequence(),
                row.type(),
                row.revision(),
                row.atMicros(),
                row.subject(),
                row.onceKey(),
                withFrom(row.meta(), source + "/" + row.position()),
                row.facts(),
                row.content());
    }

    private static byte[] withFrom(byte[] meta, String from) {
        String text = new String(withoutFrom(meta), StandardCharsets.UTF_8);
        String rest = text.substring(0, text.length() - 1);
        String comma = rest.equals("{") ? "" : ",";
        return (rest + comma + "\"from\":\"" + from + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] withoutFrom(byte[] meta) {
        Matcher found = FROM.matcher(new String(meta, StandardCharsets.UTF_8));
        return found.find() ? found.replaceFirst("}").getBytes(StandardCharsets.UTF_8) : meta;
    }

    /** Leaves of the rows what {@link EventDeparted} says. */
    static void depart(Connection connection, WorkspaceId workspace, List<RawEvent> rows, EventCodec codec)
            throws SQLException {
        String sql = "UPDATE event SET stream = ?, sequence = position, type = ?, revision = ?, subject = NULL,"
                + " once_key = NULL, meta = '{}', facts = ?, content = NULL WHERE position = ?";
        String stream = PlacementEvents.streamOf(workspace);
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (RawEvent row : rows) {
                EventCodec.Stored left =
                        codec.encode(departed(workspace, row), new ContentVault.Place(stream, row.position()));
                update.setString(1, stream);
                update.setString(2, left.type());
                update.setInt(3, left.revision());
                update.setBytes(4, left.facts());
                update.setLong(5, row.position());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static EventDeparted departed(WorkspaceId workspace, RawEvent row) {
        byte[] once = row.onceKey();
        byte[] content = sealed(row.content());
        return new EventDeparted(
                workspace,
                row.stream(),
                row.sequence(),
                row.type(),
                row.revision(),
                row.subject(),
                once == null ? null : HexFormat.of().formatHex(once),
                sha256(row.meta()),
                sha256(row.facts()),
                content == null ? null : sha256(content));
    }

    /** Content that was stored plainly, before there were keys, is no part of any hash: its erasure has to change the row. */
    static byte @Nullable [] sealed(byte @Nullable [] content) {
        return content == null || content.length > 0 && content[0] == '{' ? null : content;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** See {@link Relocation#here}. */
    static @Nullable Long here(Connection connection, WorkspaceId workspace, int source, long position)
            throws SQLException {
        String runs =
                "SELECT source_position, position FROM workspace_arrival_run WHERE workspace = ? AND source_shard = ?";
        Long end = number(
                connection,
                runs + " AND source_position >= ? ORDER BY source_position LIMIT 1",
                workspace,
                source,
                position);
        Long before = number(
                connection,
                runs + " AND source_position < ? ORDER BY source_position DESC LIMIT 1",
                workspace,
                source,
                position);
        // Nothing came after it.
        if (end == null) return before;
        long start = Math.max(before == null ? 0 : before, end - RUN);
        long reached = start;
        for (RawEvent row : copied(connection, workspace, start, end)) {
            Matcher from = FROM.matcher(new String(row.meta(), StandardCharsets.UTF_8));
            if (from.find() && Integer.parseInt(from.group(1)) == source && Long.parseLong(from.group(2)) <= position) {
                reached = row.position();
            }
        }
        return reached;
    }

    private static List<RawEvent> copied(Connection connection, WorkspaceId workspace, long start, long end)
            throws SQLException {
        String sql = COLUMNS + "WHERE position > ? AND position <= ? AND workspace = ? ORDER BY position";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, start);
            select.setLong(2, end);
            select.setString(3, workspace.value());
            return rows(select);
        }
    }

    private static @Nullable Long number(
            Connection connection, String sql, WorkspaceId workspace, int source, long position) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, workspace.value());
            select.setInt(2, source);
            select.setLong(3, position);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(2) : null;
            }
        }
    }
}
