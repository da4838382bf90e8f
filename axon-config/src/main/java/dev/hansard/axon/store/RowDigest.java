// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.WorkspaceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 over rows of the record, without what is different on every shard: the position, and where a row came from. */
final class RowDigest {
    private final MessageDigest digest;

    RowDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    void add(RawEvent row) {
        text(row.stream());
        number(row.sequence());
        text(row.type());
        number(row.revision());
        number(row.atMicros());
        Long subject = row.subject();
        number(subject == null ? -1 : subject);
        bytes(row.onceKey());
        bytes(MovedRows.withoutFrom(row.meta()));
        bytes(row.facts());
        bytes(MovedRows.sealed(row.content()));
    }

    String value() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Over everything of the workspace up to a position, by stream and sequence. */
    static String of(Connection connection, WorkspaceId workspace, long end) throws SQLException {
        String sql = "SELECT position, workspace, stream, sequence, type, revision, at, subject, once_key, meta, facts,"
                + " content FROM event WHERE " + MovedRows.OF_WORKSPACE
                + " AND position <= ? ORDER BY stream, sequence";
        var digest = new RowDigest();
        try (PreparedStatement select =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            // Connector/J's way to ask for rows as they come, so that memory does not grow with their number.
            select.setFetchSize(Integer.MIN_VALUE);
            MovedRows.bind(select, 1, workspace);
            select.setLong(5, end);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) digest.add(MovedRows.row(row));
            }
        }
        return digest.value();
    }

    private void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void number(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    private void bytes(byte @Nullable [] bytes) {
        number(bytes == null ? -1 : bytes.length);
        if (bytes != null) digest.update(bytes);
    }
}
