// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.erasure;

import dev.hansard.api.Erasure;
import dev.hansard.api.ErasureReason;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.Shards.Shard;
import dev.hansard.axon.store.StoreUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells which people's content is being erased. */
@Component
public class RunningErasures {
    private final ReadModels readModels;
    private final Shards shards;

    RunningErasures(ReadModels readModels, Shards shards) {
        this.readModels = readModels;
        this.shards = shards;
    }

    /**
     * @param started the place of its start in the stream of the workspace
     * @param position of its start on the shard: what was written later is left alone
     */
    public record Job(int shard, WorkspaceId workspace, UserId user, long started, long position, Erasure erasure) {}

    /** Including everything that was started before this call. */
    public List<Job> list() {
        var all = new ArrayList<Job>();
        for (Shard shard : shards.all()) {
            readModels.catchUp(ErasureProjection.NAME, shard.id());
            all.addAll(list(shard));
        }
        return all;
    }

    List<Job> list(Shard shard) {
        String table = readModels.table(ErasureProjection.NAME, shard.id(), ErasureProjection.JOB);
        String sql = "SELECT workspace, user, started, position, reason, authority, decided_by FROM " + table
                + " ORDER BY position";
        try (Connection connection = shard.reader().getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            var jobs = new ArrayList<Job>();
            while (rows.next()) {
                var erasure = new Erasure(
                        ErasureReason.valueOf(rows.getString(5)), rows.getString(6), new UserId(rows.getString(7)));
                jobs.add(new Job(
                        shard.id(),
                        new WorkspaceId(rows.getString(1)),
                        new UserId(rows.getString(2)),
                        rows.getLong(3),
                        rows.getLong(4),
                        erasure));
            }
            return jobs;
        } catch (SQLException e) {
            throw new StoreUnavailable("reading erasures", e);
        }
    }
}
