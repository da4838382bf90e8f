// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.WorkspaceId;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * What the command bus needs to know of appends that are on their way: a command's events are handed to the shard's writer
 * while its aggregate is locked, and become durable after the lock is released.
 */
public interface Pipeline {
    /**
     * The append that the unit of work on this thread handed over, once; null if it had no events. The future fails with
     * {@link AppendRefused} or {@link StoreUnavailable}.
     */
    @Nullable
    CompletableFuture<Long> takeAppend();

    /** Completes when all that was handed over to the workspace's shard before is durable, or failed. */
    CompletableFuture<Long> settled(WorkspaceId workspace);

    /**
     * Asks the workspace's shard for what other processes have committed, and lets go of the aggregates that do not know of
     * it yet; false when there is nothing of the kind.
     *
     * @throws StoreUnavailable when the shard's database does not answer
     */
    boolean lookForForeign(WorkspaceId workspace);

    /** Writes a snapshot's aggregate down as it is now; what is answered stores it, and throws {@link StoreUnavailable}. */
    Runnable frozen(DomainEventMessage<?> snapshot);

    /** The workspace's shard refused an append because the workspace moved: its shard is looked up again. */
    default void doubt(WorkspaceId workspace) {}
}
