// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hansard.axon.store.LostPrimary;
import dev.hansard.axon.store.StoreSettings.ShardSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to the shared buckets: a small pool of its own, so that limits neither wait for those who read nor keep
 * them waiting, a circuit, and somebody who sweeps.
 */
final class BucketStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BucketStore.class);
    private static final int CONNECTIONS = 4;
    private static final int WINDOW = 10;
    private static final int ENOUGH = 3;
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final HikariDataSource pool;
    private final BucketTable table;
    private final SharedBuckets buckets;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("limits-sweep").factory());

    BucketStore(ShardSettings database, SharedLimitSettings settings, MeterRegistry meters) {
        this.pool = pool(database, settings);
        var breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(ENOUGH)
                .failureRateThreshold(50)
                .waitDurationInOpenState(settings.pause())
                .permittedNumberOfCallsInHalfOpenState(2)
                .maxWaitDurationInHalfOpenState(settings.patience().multipliedBy(4))
                .build());
        this.table = new BucketTable(pool, breakers.circuitBreaker("limits"));
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        this.buckets = new SharedBuckets(settings, table, meters);
        sweeper.scheduleWithFixedDelay(this::sweepNow, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    Buckets buckets() {
        return buckets;
    }

    int sweep() throws SQLException {
        return table.sweep();
    }

    private void sweepNow() {
        try {
            int swept = sweep();
            if (swept > 0) LOG.debug("{} shared rate limits had nothing left to say", swept);
        } catch (SQLException | RuntimeException e) {
            LOG.debug("sweeping shared rate limits waits for the database", e);
        }
    }

    private static HikariDataSource pool(ShardSettings database, SharedLimitSettings settings) {
        String patience = Long.toString(settings.patience().toMillis());
        var config = new HikariConfig();
        config.setPoolName("limits");
        config.setJdbcUrl(database.url());
        config.setUsername(database.username());
        config.setPassword(Objects.requireNonNullElse(database.password(), ""));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setAutoCommit(false);
        config.setConnectionTimeout(settings.patience().toMillis());
        config.setValidationTimeout(Math.max(250, settings.patience().toMillis() - 1));
        config.setInitializationFailTimeout(-1);
        config.setExceptionOverride(new LostPrimary());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.addDataSourceProperty("connectTimeout", patience);
        config.addDataSourceProperty("socketTimeout", patience);
        config.addDataSourceProperty("cachePrepStmts", "true");
        config.addDataSourceProperty("useLocalSessionState", "true");
        config.addDataSourceProperty("openTelemetry", "DISABLED");
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
        pool.close();
    }
}
