// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.api.WorkspaceId;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The export folders of this process: one, or one for each region.
 *
 * @param usual whose node stands for this process
 * @param all of them
 * @param of a workspace
 * @param ofShard of a shard's region
 */
record ExportFolders(
        ExportFolder usual,
        List<ExportFolder> all,
        Function<WorkspaceId, ExportFolder> of,
        IntFunction<ExportFolder> ofShard) {
    static ExportFolders one(ExportFolder folder) {
        return new ExportFolders(folder, List.of(folder), workspace -> folder, shard -> folder);
    }

    ExportFolder of(ExportJob job) {
        return of.apply(job.request().workspace());
    }

    String node() {
        return usual.node();
    }

    /** Empties the staging areas of everything but these exports; before any is made. */
    void clear(Set<String> but) throws IOException {
        for (ExportFolder folder : all) folder.clear(but);
    }
}
