// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.serial.SnapshotCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest snapshot of each stream that has one. One that cannot be used is passed over: the events tell all. */
final class SnapshotTable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotTable.class);

    private final Shards shards;
    private final SnapshotCodec codec = new SnapshotCodec();

    SnapshotTable(Shards shards) {
        this.shards = shards;
    }

    /** Takes its state as it is now; what is answered stores that. */
    Runnable frozen(DomainEventMessage<?> snapshot) {
        byte[] state = codec.encode(snapshot.getPayload());
        return () -> store(snapshot, state);
    }

    private void store(DomainEventMessage<?> snapshot, byte[] state) {
        String sql = "INSERT INTO snapshot (stream, sequence, type, class_name, revision, at, state)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE sequence = VALUES(sequence),"
                + " type = VALUES(type), class_name = VALUES(class_name), revision = VALUES(revision),"
                + " at = VALUES(at), state = VALUES(state)";
        String stream = snapshot.getAggregateIdentifier();
        try (Connection connection = connection(stream);
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, stream);
            insert.setLong(2, snapshot.getSequenceNumber());
            insert.setString(3, snapshot.getType());
            insert.setString(4, snapshot.getPayloadType().getName());
            insert.setString(5, revision(snapshot.getPayloadType()));
            insert.setLong(6, System.currentTimeMillis());
            insert.setBytes(7, state);
            insert.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            throw new StoreUnavailable("storing a snapshot", e);
        }
    }

    @Nullable
    DomainEventMessage<?> read(String stream) {
        if (shards.find(WorkspaceId.ofStream(stream)) == null) return null;
        String sql = "SELECT sequence, type, class_name, revision, at, state FROM snapshot WHERE stream = ?";
        try (Connection connection = connection(stream);
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, stream);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? understand(stream, row) : null;
            }
        } catch (SQLException e) {
            throw new StoreUnavailable("reading a snapshot", e);
        }
    }

    private @Nullable DomainEventMessage<?> understand(String stream, ResultSet row) throws SQLException {
        try {
            Class<?> type = Class.forName(row.getString(3));
            if (!revision(type).equals(row.getString(4))) return null;
            Object state = codec.decode(row.getBytes(6), type);
            return new GenericDomainEventMessage<>(
                    row.getString(2),
                    stream,
                    row.getLong(1),
                    state,
                    MetaData.emptyInstance(),
                    stream + "#snapshot",
                    Instant.ofEpochMilli(row.getLong(5)));
        } catch (ClassNotFoundException | RuntimeException e) {
            LOG.warn("snapshot of {} is of no use, reading its events instead", stream, e);
            return null;
        }
    }

    private static String revision(Class<?> type) {
        Revision revision = type.getAnnotation(Revision.class);
        return revision == null ? "" : revision.value();
    }

    private Connection connection(String stream) throws SQLException {
        return shards.of(WorkspaceId.ofStream(stream)).reader().getConnection();
    }
}
