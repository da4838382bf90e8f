// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.jspecify.annotations.Nullable;

/**
 * Where a workspace's events lie. They are facts about one shard, not about the workspace: written by the shard's side of a
 * move, in a stream of their own whose sequences are the positions, and never copied to another shard.
 */
public sealed interface PlacementEvents extends DomainEvent {
    /** Local id of the stream. */
    String LOCAL = "~";

    WorkspaceId id();

    @Override
    default String streamId() {
        return streamOf(id());
    }

    static String streamOf(WorkspaceId workspace) {
        return workspace.value() + '/' + LOCAL;
    }

    /**
     * From here on the workspace is written on another shard; nothing of it follows here.
     *
     * @param to the other shard
     * @param epoch of the placement, which grows with each move
     */
    record WorkspaceMoved(WorkspaceId id, int to, long epoch) implements PlacementEvents {}

    /**
     * All of the workspace that was on another shard is here, and what follows is new.
     *
     * @param from the other shard
     * @param events how many there are
     */
    record WorkspaceArrived(WorkspaceId id, int from, long epoch, long events) implements PlacementEvents {}

    /** The workspace is gone from here: read models let go of it, and its events become {@link EventDeparted}. */
    record WorkspaceCleared(WorkspaceId id, long epoch) implements PlacementEvents {}

    /**
     * What a shard keeps of an event whose workspace it has no more: that it was there, and the hashes of its parts, so that
     * the shard's transparency log still matches. It stands at the position where the event was.
     *
     * @param stream of the event
     * @param subject ts of the message that it was about, in microseconds
     * @param once hash of what may happen once in the stream, as are the following in lower-case hex
     * @param meta SHA-256 of who and how, as {@code facts} is of the facts
     * @param sealed SHA-256 of what a person wrote as it was stored, if that was sealed
     */
    record EventDeparted(
            WorkspaceId id,
            String stream,
            long sequence,
            String type,
            int revision,
            @Nullable Long subject,
            @Nullable String once,
            String meta,
            String facts,
            @Nullable String sealed)
            implements PlacementEvents {}
}
