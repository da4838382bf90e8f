// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.WorkspaceId;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** Opens and migrates the databases and keeps the directory. */
final class ShardRegistry implements Shards, AutoCloseable {
    private static final Duration LONGEST_READ = Duration.ofSeconds(60);
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);
    private static final Duration WRITE_GRACE = Duration.ofSeconds(5);

    /** How long a placement is believed without looking again. */
    static final Duration FRESH = Duration.ofSeconds(2);
    /** And one that is in doubt, of which many may ask at once. */
    private static final Duration DOUBTED = Duration.ofMillis(20);

    private final StoreSettings settings;
    private final List<Shard> shards = new ArrayList<>();
    private final List<HikariDataSource> writers = new ArrayList<>();
    private final List<HikariDataSource> pools = new ArrayList<>();
    private final Map<WorkspaceId, Known> placed = new ConcurrentHashMap<>();

    /** @param readNanos when the directory said so */
    private record Known(Placement placement, long readNanos) {
        boolean isFresh(long now) {
            return now - readNanos < FRESH.toNanos();
        }
    }

    ShardRegistry(StoreSettings settings) {
        this.settings = settings;
        try {
            for (StoreSettings.ShardSettings each : settings.shards()) open(each, settings);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void open(StoreSettings.ShardSettings settings, StoreSettings all) {
        int id = shards.size();
        // A database that hangs is given up soon after the senders were told.
        Duration hang = all.commitDeadline().plus(WRITE_GRACE);
        writers.add(opened(config("writer-" + id, settings, 2, hang)));
        Flyway.configure()
                .dataSource(settings.url(), settings.username(), Objects.requireNonNullElse(settings.password(), ""))
                .locations("classpath:db/shard")
                .load()
                .migrate();
        HikariDataSource reader = opened(config("reader-" + id, settings, all.readers(), LONGEST_READ));
        HikariConfig answers = config("answers-" + id, settings, all.readers(), LONGEST_READ);
        answers.setAutoCommit(true);
        shards.add(new Shard(id, settings.region(), reader, opened(answers)));
    }

    private HikariDataSource opened(HikariConfig config) {
        var pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    /** Has the pools measured: {@code hikaricp.connections…}. */
    void measure(MeterRegistry meters) {
        pools.forEach(pool -> pool.setMetricRegistry(meters));
    }

    /** The append path's own connections, so that readers can never starve it. */
    DataSource writer(int shard) {
        return writers.get(shard);
    }

    @Override
    public List<Shard> all() {
        return List.copyOf(shards);
    }

    @Override
    public Shard shard(int id) {
        return shards.get(id);
    }

    @Override
    public @Nullable Shard find(WorkspaceId workspace) {
        Placement placement = known(workspace);
        return placement == null ? null : shards.get(placement.shard());
    }

    @Override
    public Shard of(WorkspaceId workspace) {
        return shards.get(placement(workspace).shard());
    }

    @Override
    public Placement placement(WorkspaceId workspace) {
        Placement placement = known(workspace);
        if (placement == null) throw new Rejection(ErrorCode.TEAM_NOT_FOUND);
        return placement;
    }

    private @Nullable Placement known(WorkspaceId workspace) {
        Known known = placed.get(workspace);
        long now = System.nanoTime();
        if (known != null && known.isFresh(now)) return known.placement();
        Placement found;
        try {
            found = lookUp(workspace);
        } catch (StoreUnavailable e) {
            if (known == null) throw e;
            // The first shard is away, which must not stop the others; the shard itself refuses what is out of date.
            found = known.placement();
        }
        if (found != null) placed.put(workspace, new Known(found, now));
        return found;
    }

    @Override
    public @Nullable Path folder(int shard) {
        return settings.regionOf(shard).folder();
    }

    @Override
    public void doubt(WorkspaceId workspace) {
        long latest = System.nanoTime() - FRESH.toNanos() + DOUBTED.toNanos();
        placed.computeIfPresent(
                workspace, (same, known) -> new Known(known.placement(), Math.min(known.readNanos(), latest)));
    }

    @Override
    public void told(Placement placement) {
        var told = new Known(placement, System.nanoTime());
        placed.merge(
                placement.workspace(),
                told,
                (known, newer) -> known.placement().epoch() < placement.epoch() ? newer : known);
    }

    @Override
    public @Nullable Long here(WorkspaceId workspace, int shard, int sourceShard, long sourcePosition) {
        try (Connection connection = shards.get(shard).answers().getConnection()) {
            return MovedRows.here(connection, workspace, sourceShard, sourcePosition);
        } catch (SQLException e) {
            throw new StoreUnavailable("finding a position from before a move", e);
        }
    }

    @Override
    public boolean isBeforeArrival(WorkspaceId workspace, int shard, long position) {
        // Most never moved.
        if (placement(workspace).epoch() == 0) return false;
        String sql = "SELECT MIN(position) FROM workspace_arrival_run WHERE workspace = ?";
        try (Connection connection = shards.get(shard).answers().getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, workspace.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && position < row.getLong(1);
            }
        } catch (SQLException e) {
            throw new StoreUnavailable("finding out when a workspace came", e);
        }
    }

    /** Looks it up at the next question. */
    void forget(WorkspaceId workspace) {
        placed.remove(workspace);
    }

    @Override
    public Shard place(WorkspaceId workspace, @Nullable String region) {
        Shard shard = find(workspace);
        if (shard != null) return shard;
        try (Connection connection = writers.getFirst().getConnection()) {
            Shard chosen = leastUsed(connection, region);
            String sql = "INSERT IGNORE INTO shard_directory (workspace, shard, placed_at) VALUES (?, ?, ?)";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setString(1, workspace.value());
                insert.setInt(2, chosen.id());
                insert.setLong(3, System.currentTimeMillis());
                insert.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            throw new StoreUnavailable("placing a workspace", e);
        }
        return of(workspace);
    }

    @Override
    public Map<Integer, Long> placed() {
        try (Connection connection = shards.getFirst().answers().getConnection()) {
            return placed(connection);
        } catch (SQLException e) {
            throw new StoreUnavailable("counting workspaces", e);
        }
    }

    private static Map<Integer, Long> placed(Connection connection) throws SQLException {
        var used = new HashMap<Integer, Long>();
        String sql = "SELECT shard, COUNT(*) FROM shard_directory GROUP BY shard";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) used.put(rows.getInt(1), rows.getLong(2));
        }
        return used;
    }

    private Shard leastUsed(Connection connection, @Nullable String region) throws SQLException {
        Map<Integer, Long> used = placed(connection);
        return shards.stream()
                .filter(shard -> region == null || shard.region().equals(region))
                .min(Comparator.comparing((Shard shard) -> used.getOrDefault(shard.id(), 0L)))
                .orElseThrow(() -> new IllegalArgumentException("no shard in region " + region));
    }

    private @Nullable Placement lookUp(WorkspaceId workspace) {
        String sql = "SELECT shard, epoch FROM shard_directory WHERE workspace = ?";
        try (Connection connection = shards.getFirst().answers().getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, workspace.value());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? new Placement(workspace, rows.getInt(1), rows.getLong(2)) : null;
            }
        } catch (SQLException e) {
            throw new StoreUnavailable("finding a workspace's shard", e);
        }
    }

    private static HikariConfig config(String name, StoreSettings.ShardSettings settings, int size, Duration answer) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.username());
        config.setPassword(Objects.requireNonNullElse(settings.password(), ""));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setAutoCommit(false);
        config.setConnectionTimeout(5_000);
        config.setValidationTimeout(2_000);
        // Connections move to a new primary or proxy by themselves in that time, also when nothing breaks.
        config.setMaxLifetime(LONGEST_LIFE.toMillis());
        if (config.getMinimumIdle() < size) config.setIdleTimeout(LONGEST_LIFE.toMillis() / 2);
        config.setExceptionOverride(new LostPrimary());
        config.setInitializationFailTimeout(30_000);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.addDataSourceProperty("rewriteBatchedStatements", "true");
        config.addDataSourceProperty("useServerPrepStmts", "false");
        config.addDataSourceProperty("cachePrepStmts", "true");
        config.addDataSourceProperty("prepStmtCacheSize", "256");
        config.addDataSourceProperty("prepStmtCacheSqlLimit", "8192");
        config.addDataSourceProperty("useLocalSessionState", "true");
        config.addDataSourceProperty("cacheServerConfiguration", "true");
        config.addDataSourceProperty("maintainTimeStats", "false");
        // It would make a span for each statement, whether anybody traces or not.
        config.addDataSourceProperty("openTelemetry", "DISABLED");
        config.addDataSourceProperty("connectTimeout", "5000");
        config.addDataSourceProperty("socketTimeout", Long.toString(answer.toMillis()));
        config.addDataSourceProperty("characterEncoding", "UTF-8");
        FrozenProcess.letGo(config);
        return config;
    }

    @Override
    public void close() {
        pools.reversed().forEach(HikariDataSource::close);
    }
}
