// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.api.WorkspaceId;
import dev.hansard.audit.export.ExportRequest;
import dev.hansard.axon.store.AppendRefused;
import dev.hansard.axon.store.Fences;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.StoreUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** The exports of a shard's workspaces, in the shard's own database. */
final class JobTable {
    private static final String SELECT =
            "SELECT id, digest, request, state, failure, asked_at, first_asked_at, ended_at, events, total, items,"
                    + " failed, exceptions, size, sha256 FROM export_job ";

    private interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private final Shards shards;
    private final String node;

    JobTable(Shards shards, String node) {
        this.shards = shards;
        this.node = node;
        for (Shards.Shard shard : shards.all()) {
            Flyway.configure()
                    .dataSource(shard.reader())
                    .locations("classpath:db/exports")
                    .table("export_schema_history")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }
    }

    void insert(String id, ExportRequest request, Instant now) {
        String digest = RequestJson.digest(request);
        Shards.Placement placement = shards.placement(request.workspace());
        change(
                shards.shard(placement.shard()),
                placement,
                "INSERT INTO export_job (id, workspace, node, digest, request, state, asked_at, first_asked_at)"
                        + " SELECT ?, ?, ?, ?, ?, 'QUEUED', ?, LEAST(?, COALESCE(MIN(first_asked_at), ?))"
                        + " FROM export_job WHERE workspace = ? AND digest = ?",
                insert -> {
                    insert.setString(1, id);
                    insert.setString(2, request.workspace().value());
                    insert.setString(3, node);
                    insert.setString(4, digest);
                    insert.setString(5, RequestJson.write(request).toString());
                    for (int i = 6; i <= 8; i++) insert.setLong(i, now.toEpochMilli());
                    insert.setString(9, request.workspace().value());
                    insert.setString(10, digest);
                });
    }

    /** Moves it on from one state to another; false when it was not in that state. */
    boolean move(ExportJob job, ExportState from, ExportState to, @Nullable String failure, @Nullable Instant ended) {
        String sql = "UPDATE export_job SET state = ?, failure = ?, ended_at = COALESCE(?, ended_at)"
                + " WHERE workspace = ? AND id = ? AND state = ?";
        return change(shard(job), sql, update -> {
                    update.setString(1, to.name());
                    update.setString(2, failure);
                    if (ended == null) update.setNull(3, java.sql.Types.BIGINT);
                    else update.setLong(3, ended.toEpochMilli());
                    update.setString(4, workspace(job));
                    update.setString(5, job.id());
                    update.setString(6, from.name());
                })
                == 1;
    }

    void progress(ExportJob job, ExportProgress progress) {
        String sql = "UPDATE export_job SET events = ?, total = ?, items = ? WHERE workspace = ? AND id = ?";
        change(shard(job), sql, update -> {
            update.setLong(1, progress.events());
            update.setLong(2, progress.total());
            update.setLong(3, progress.items());
            update.setString(4, workspace(job));
            update.setString(5, job.id());
        });
    }

    void done(ExportJob job, ExportMaker.Made made, Instant now) {
        String sql = "UPDATE export_job SET state = 'DONE', ended_at = ?, items = ?, failed = ?, exceptions = ?,"
                + " size = ?, sha256 = ? WHERE workspace = ? AND id = ? AND state = 'RUNNING'";
        change(shard(job), sql, update -> {
            update.setLong(1, now.toEpochMilli());
            update.setLong(2, made.total().exported);
            update.setLong(3, made.total().failed);
            update.setLong(4, made.exceptions());
            update.setLong(5, made.size());
            update.setString(6, made.sha256());
            update.setString(7, workspace(job));
            update.setString(8, job.id());
        });
    }

    @Nullable
    ExportJob find(String id) {
        for (Shards.Shard shard : shards.all()) {
            List<ExportJob> found = here(shard, select(shard, "WHERE id = ?", select -> select.setString(1, id)));
            if (!found.isEmpty()) return found.getFirst();
        }
        return null;
    }

    /** The workspace's, newest first; all workspaces' if null. */
    List<ExportJob> list(@Nullable WorkspaceId workspace, int limit) {
        if (workspace != null) {
            return select(
                    shards.of(workspace),
                    "WHERE workspace = ? ORDER BY asked_at DESC, id LIMIT " + limit,
                    select -> select.setString(1, workspace.value()));
        }
        var all = new ArrayList<ExportJob>();
        for (Shards.Shard shard : shards.all()) {
            all.addAll(here(shard, select(shard, "ORDER BY asked_at DESC, id LIMIT " + limit, select -> {})));
        }
        return all;
    }

    /** Those of this folder that are not ended, oldest first. */
    List<ExportJob> underWay() {
        var all = new ArrayList<ExportJob>();
        for (Shards.Shard shard : shards.all()) {
            all.addAll(here(
                    shard,
                    select(
                            shard,
                            "WHERE node = ? AND state IN ('QUEUED', 'RUNNING') ORDER BY asked_at, id",
                            select -> select.setString(1, node))));
        }
        return all;
    }

    /** Without what a workspace that moves has on its other shard too. */
    private List<ExportJob> here(Shards.Shard shard, List<ExportJob> jobs) {
        return jobs.stream().filter(job -> shard(job).id() == shard.id()).toList();
    }

    private Shards.Shard shard(ExportJob job) {
        return shards.of(job.request().workspace());
    }

    private static String workspace(ExportJob job) {
        return job.request().workspace().value();
    }

    private static int change(Shards.Shard shard, String sql, Binder binder) {
        return change(shard, null, sql, binder);
    }

    /** @param placement that must still be so; null where it does not matter */
    private static int change(Shards.Shard shard, Shards.@Nullable Placement placement, String sql, Binder binder) {
        try (Connection connection = shard.reader().getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            if (placement != null) Fences.hold(connection, placement);
            binder.bind(update);
            int rows = update.executeUpdate();
            connection.commit();
            return rows;
        } catch (SQLException | AppendRefused e) {
            throw new StoreUnavailable("keeping an export", e);
        }
    }

    private static List<ExportJob> select(Shards.Shard shard, String where, Binder binder) {
        try (Connection connection = shard.reader().getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT + where)) {
            binder.bind(select);
            var jobs = new ArrayList<ExportJob>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) jobs.add(job(row));
            }
            return jobs;
        } catch (SQLException e) {
            throw new StoreUnavailable("reading exports", e);
        }
    }

    private static ExportJob job(ResultSet row) throws SQLException {
        long ended = row.getLong(8);
        Instant endedAt = row.wasNull() ? null : Instant.ofEpochMilli(ended);
        return new ExportJob(
                row.getString(1),
                row.getString(2),
                RequestJson.read(row.getString(3)),
                ExportState.valueOf(row.getString(4)),
                row.getString(5),
                Instant.ofEpochMilli(row.getLong(6)),
                Instant.ofEpochMilli(row.getLong(7)),
                endedAt,
                new ExportProgress(row.getLong(9), row.getLong(10), row.getLong(11)),
                row.getLong(12),
                row.getLong(13),
                row.getLong(14),
                row.getString(15));
    }
}
