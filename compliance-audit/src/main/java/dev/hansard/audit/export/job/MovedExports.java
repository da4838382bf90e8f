// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.shards.WorkspaceFiles;
import dev.hansard.axon.store.Shards.Shard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntFunction;

/** Takes a workspace's exports to the folder of the region where it lies now; the positions they tell stay the old ones. */
final class MovedExports implements WorkspaceFiles {
    private final JobTable table;
    private final IntFunction<ExportFolder> folders;

    /** @param folders of the shards */
    MovedExports(JobTable table, IntFunction<ExportFolder> folders) {
        this.table = table;
        this.folders = folders;
    }

    @Override
    public boolean isBusy(WorkspaceId workspace) {
        return table.list(workspace, Exports.LISTED).stream()
                .anyMatch(job -> job.state().isUnderWay());
    }

    @Override
    public void moved(WorkspaceId workspace, Shard from, Shard to) {
        ExportFolder old = folders.apply(from.id());
        ExportFolder now = folders.apply(to.id());
        if (old.root().equals(now.root())) return;
        try {
            for (ExportJob job : table.list(workspace, Integer.MAX_VALUE)) now.take(old, job.id());
        } catch (IOException e) {
            throw new UncheckedIOException("exports of " + workspace + " could not be taken to " + now.root(), e);
        }
    }
}
