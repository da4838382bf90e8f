// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.shards;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.content.KeyRing;
import dev.hansard.axon.store.Shards.Shard;
import dev.hansard.axon.store.StateTable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What moves with a workspace beside its events. */
final class Surroundings {
    private final @Nullable KeyRing keys;
    private final List<StateTable> tables;
    private final List<WorkspaceFiles> files;

    /** @param keys null where content is not encrypted */
    Surroundings(@Nullable KeyRing keys, List<StateTable> more, List<WorkspaceFiles> files) {
        this.keys = keys;
        this.tables = Stream.concat(StateTable.OF_STORE.stream(), more.stream()).toList();
        this.files = List.copyOf(files);
    }

    List<StateTable> tables() {
        return tables;
    }

    void copyKeys(WorkspaceId workspace, int from, int to) {
        if (keys != null) keys.copy(workspace, from, to);
    }

    void removeKeys(WorkspaceId workspace, int shard) {
        if (keys != null) keys.remove(workspace, shard);
    }

    boolean isBusy(WorkspaceId workspace) {
        return files.stream().anyMatch(each -> each.isBusy(workspace));
    }

    void files(WorkspaceId workspace, Shard from, Shard to) {
        files.forEach(each -> each.moved(workspace, from, to));
    }
}
