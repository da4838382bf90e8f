// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hansard.axon.store.FrozenProcess;
import dev.hansard.axon.store.LostPrimary;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database with the keys of one shard's content, apart from the record. */
public final class KeyDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyDatabase.class);

    private final HikariDataSource pool;

    /** Opens and migrates it; makes it when it is missing. */
    public KeyDatabase(int shard, String url, String username, @Nullable String password, int connections) {
        var config = new HikariConfig();
        config.setPoolName("keys-" + shard);
        config.setJdbcUrl(url);
        config.setUsername(username);
        config.setPassword(Objects.requireNonNullElse(password, ""));
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setAutoCommit(false);
        config.setConnectionTimeout(5_000);
        config.setExceptionOverride(new LostPrimary());
        config.setInitializationFailTimeout(30_000);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.addDataSourceProperty("createDatabaseIfNotExist", "true");
        config.addDataSourceProperty("useLocalSessionState", "true");
        config.addDataSourceProperty("openTelemetry", "DISABLED");
        config.addDataSourceProperty("cacheServerConfiguration", "true");
        config.addDataSourceProperty("connectTimeout", "5000");
        config.addDataSourceProperty("socketTimeout", "60000");
        config.addDataSourceProperty("characterEncoding", "UTF-8");
        FrozenProcess.letGo(config);
        pool = new HikariDataSource(config);
        try {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/keys")
                    .load()
                    .migrate();
            if (keepsBinaryLog()) {
                LOG.warn(
                        "shard {}: the database keeps a binary log, and in it the wrapped keys that erasures replace; purge it"
                                + " after erasures, or run: hansard keys rotate --master",
                        shard);
            }
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private boolean keepsBinaryLog() {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@GLOBAL.log_bin")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new KeysUnavailable("asking for the binary log", e);
        }
    }

    /** The key database beside a shard's: the same URL with {@code _keys} after the database's name. */
    public static String beside(String shardUrl) {
        int end = shardUrl.indexOf('?');
        return end < 0 ? shardUrl + "_keys" : shardUrl.substring(0, end) + "_keys" + shardUrl.substring(end);
    }

    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void close() {
        pool.close();
    }
}
