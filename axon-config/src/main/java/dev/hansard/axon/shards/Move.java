// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.shards;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.Relocation.Way;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last move of a workspace.
 *
 * @param epoch of the placement that it began with
 * @param fence of the last write pause, and of the placement after the switch
 * @param detail what it waits for or why it failed, or null
 * @param copied events
 * @param position of the source, up to which everything was copied
 * @param head of the source when it was looked at last
 * @param pauseMillis how long writes waited, or null before the switch
 */
public record Move(
        WorkspaceId workspace,
        int source,
        int target,
        long epoch,
        long fence,
        MoveState state,
        boolean stop,
        @Nullable String detail,
        long copied,
        long position,
        long head,
        Instant askedAt,
        @Nullable Instant switchedAt,
        @Nullable Instant endedAt,
        @Nullable Long pauseMillis) {
    Way way() {
        return new Way(workspace, source, target, epoch);
    }
}
