// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.AbstractSelectForUpdateBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.SelectForUpdateBasedTransaction;
import io.github.bucket4j.distributed.remote.CommandResult;
import io.github.bucket4j.distributed.remote.Request;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Bucket4j's buckets in the table {@code rate_bucket} of the first shard. Its own module for MySQL is not published for this
 * version; what is ours here are the statements.
 */
final class BucketTable extends AbstractSelectForUpdateBasedProxyManager<BucketKey> {
    private static final int SWEPT_AT_ONCE = 1_000;

    private final DataSource database;
    private final CircuitBreaker breaker;

    /** @param breaker counts requests to the table; open, nothing is asked */
    BucketTable(DataSource database, CircuitBreaker breaker) {
        // The clock of the wall, as the processes compare notes.
        super(ClientSideConfig.getDefault().withClientClock(TimeMeter.SYSTEM_MILLISECONDS));
        this.database = database;
        this.breaker = breaker;
    }

    /** Whether the table is left alone at the moment because it did not answer. */
    boolean isAway() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    @Override
    public <T> CommandResult<T> execute(BucketKey key, Request<T> request) {
        return breaker.executeSupplier(() -> super.execute(key, request));
    }

    @Override
    protected SelectForUpdateBasedTransaction allocateTransaction(BucketKey key, Optional<Long> timeoutNanos) {
        try {
            return new BucketTransaction(database.getConnection(), key.id());
        } catch (SQLException e) {
            throw new IllegalStateException("no connection for shared rate limits", e);
        }
    }

    @Override
    public void removeProxy(BucketKey key) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM rate_bucket WHERE id = ?")) {
            delete.setBytes(1, key.id());
            delete.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("removing a shared rate limit", e);
        }
    }

    /** Removes buckets that nobody has touched for so long that they are full; answers how many. */
    int sweep() throws SQLException {
        int swept = 0;
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM rate_bucket WHERE expires_at < ? LIMIT ?")) {
            int now;
            do {
                delete.setLong(1, System.currentTimeMillis());
                delete.setInt(2, SWEPT_AT_ONCE);
                now = delete.executeUpdate();
                connection.commit();
                swept += now;
            } while (now == SWEPT_AT_ONCE);
        }
        return swept;
    }
}
