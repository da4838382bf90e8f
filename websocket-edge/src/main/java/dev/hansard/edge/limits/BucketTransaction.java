// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import io.github.bucket4j.distributed.proxy.generic.select_for_update.LockAndGetResult;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.SelectForUpdateBasedTransaction;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Reads, changes and writes one bucket while its row is locked. */
final class BucketTransaction implements SelectForUpdateBasedTransaction {
    private final Connection connection;
    private final byte[] id;

    BucketTransaction(Connection connection, byte[] id) {
        this.connection = connection;
        this.id = id;
    }

    @Override
    public void begin(Optional<Long> timeoutNanos) {
        // The pool's connections do not commit by themselves.
    }

    @Override
    public LockAndGetResult tryLockAndGet(Optional<Long> timeoutNanos) {
        String sql = "SELECT state FROM rate_bucket WHERE id = ? FOR UPDATE";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setBytes(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? LockAndGetResult.locked(row.getBytes(1)) : LockAndGetResult.notLocked();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean tryInsertEmptyData(Optional<Long> timeoutNanos) {
        String sql = "INSERT INTO rate_bucket (id, state, expires_at) VALUES (?, NULL, ?)"
                + " ON DUPLICATE KEY UPDATE expires_at = VALUES(expires_at)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setBytes(1, id);
            insert.setLong(2, expiry());
            insert.executeUpdate();
            return true;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void update(byte[] data, RemoteBucketState state, Optional<Long> timeoutNanos) {
        String sql = "UPDATE rate_bucket SET state = ?, expires_at = ? WHERE id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setBytes(1, data);
            update.setLong(2, expiry());
            update.setBytes(3, id);
            update.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void commit(Optional<Long> timeoutNanos) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void release() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static long expiry() {
        return System.currentTimeMillis() + LocalBuckets.FORGOTTEN.toMillis();
    }

    private static RuntimeException failed(SQLException cause) {
        return new IllegalStateException("the shared rate limits do not answer", cause);
    }
}
