// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.shards;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.Shards.Shard;

/**
 * What is kept of a workspace outside of the shards' databases, such as files. Every bean of this type is told before the
 * source of a move lets go of its rows; what throws is told again.
 */
public interface WorkspaceFiles {
    /** Whether something is being made of the workspace that rests on positions of its shard; the switch waits for it. */
    default boolean isBusy(WorkspaceId workspace) {
        return false;
    }

    /** The workspace lies on {@code to} now: takes what belongs to it there, and leaves nothing behind. */
    void moved(WorkspaceId workspace, Shard from, Shard to);
}
