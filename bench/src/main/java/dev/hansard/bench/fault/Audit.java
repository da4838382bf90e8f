// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.api.AuditDay;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Reads, when the run is over, what is on record: through every edge, and in the store's own rows. */
final class Audit {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final long TRY_FOR_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final int PAUSE_MILLIS = 250;

    private final Cluster cluster;
    private final Stage stage;

    Audit(Cluster cluster, Stage stage) {
        this.cluster = cluster;
        this.stage = stage;
    }

    /** Gives everything on record to the checker. */
    void run() throws IOException, InterruptedException, SQLException {
        for (Edge edge : stage.edges()) {
            for (int channel = 0; channel < stage.town().channels(); channel++) {
                stage.checker().history("history at " + edge.name(), channel, patiently(edge, channel));
            }
        }
        int home = home();
        try (Connection connection = cluster.connect(home)) {
            for (int channel = 0; channel < stage.town().channels(); channel++) {
                stage.checker().rows(channel, posted(connection, channel));
                for (int reader = 0; reader < stage.town().readers(); reader++) {
                    if (stage.town().wanders(reader)) stays(connection, reader, channel);
                }
            }
        }
        for (int shard = 0; shard < cluster.shards(); shard++) {
            try (Connection connection = cluster.connect(shard)) {
                gaps(connection);
                if (shard != home) nothingLeft(connection, shard);
            }
        }
    }

    /** The shard where the workspace lies; the installation's own trail may lie on another one. */
    private int home() throws SQLException {
        String sql = "SELECT shard FROM shard_directory WHERE workspace <> '" + AuditDay.INSTALLATION + "'";
        try (Connection connection = cluster.connect(0);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Nobody moved away and left something, or half arrived. */
    private void nothingLeft(Connection connection, int shard) throws SQLException {
        String sql = "SELECT stream, COUNT(*) FROM event WHERE stream NOT LIKE '%/~' AND workspace <> '"
                + AuditDay.INSTALLATION + "' GROUP BY stream";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                stage.checker().recordBroken("shard " + shard + " has " + rows.getLong(2) + " of " + rows.getString(1));
            }
        }
    }

    private History patiently(Edge edge, int channel) throws IOException, InterruptedException {
        long end = System.nanoTime() + TRY_FOR_NANOS;
        while (true) {
            try (var calls = new Calls(edge.url(), stage.town().senderToken(0), PATIENCE_MILLIS)) {
                return calls.history(channel, "");
            } catch (IOException e) {
                if (System.nanoTime() > end) throw new IOException("no history at " + edge.name(), e);
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static long[] posted(Connection connection, int channel) throws SQLException {
        String sql = "SELECT subject FROM event WHERE stream LIKE ? AND type = 'message.posted' ORDER BY sequence";
        var ts = LongStream.builder();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, "%/" + Town.channelId(channel));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) ts.add(rows.getLong(1));
            }
        }
        return ts.build().toArray();
    }

    private void stays(Connection connection, int reader, int channel) throws SQLException {
        String sql = "SELECT type, subject FROM event WHERE stream LIKE ? AND type IN ('channel.member_joined',"
                + " 'channel.member_left') AND JSON_VALUE(facts, '$.user') = ? ORDER BY sequence";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, "%/" + Town.channelId(channel));
            select.setString(2, stage.town().readerId(reader));
            long joined = -1;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    boolean joins = rows.getString(1).endsWith("joined");
                    if (!joins) stage.checker().stayed(reader, channel, joined, rows.getLong(2));
                    joined = joins ? rows.getLong(2) : -1;
                }
            }
            if (joined >= 0) stage.checker().stayed(reader, channel, joined, Long.MAX_VALUE);
        }
    }

    private void gaps(Connection connection) throws SQLException {
        String positions = "SELECT (SELECT position FROM stream_head WHERE id = 1), COUNT(*), MAX(position) FROM event";
        // What a shard notes about moves is numbered by position.
        String sequences =
                "SELECT stream, COUNT(*), MAX(sequence) FROM event WHERE stream NOT LIKE '%/~' GROUP BY stream"
                        + " HAVING COUNT(*) <> MAX(sequence) + 1";
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(positions)) {
                row.next();
                boolean whole = row.getLong(1) == row.getLong(2) && row.getLong(1) == row.getLong(3);
                if (!whole) {
                    stage.checker()
                            .recordBroken("head " + row.getLong(1) + ", " + row.getLong(2) + " events, the last at "
                                    + row.getLong(3));
                }
            }
            try (ResultSet rows = statement.executeQuery(sequences)) {
                while (rows.next()) {
                    stage.checker()
                            .recordBroken("stream " + rows.getString(1) + ": " + rows.getLong(2)
                                    + " events, the last with sequence " + rows.getLong(3));
                }
            }
        }
    }
}
