// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The read models that are being served, and how far they are. */
public interface ReadModels {
    /** The physical name of a projection's table that serves now. */
    String table(String projection, int shard, String table);

    /**
     * Waits until the projection includes everything that was committed before this call, at most a second; then answers
     * anyway.
     */
    void catchUp(String projection, int shard);

    /** How far the shard's record is, by itself; from now on {@link #catchUp} waits for that much. */
    long head(int shard);

    /** The position up to which the serving generation is written. */
    long position(String projection, int shard);

    /** All projections on all shards. */
    List<Status> status();

    /**
     * Whether all projections of the shard include the position and none is being rebuilt, whichever node writes them; of read
     * models that are kept elsewhere, those of this node.
     *
     * @param exactly for the position of an event that concerns all projections; at other positions those of other nodes may
     *     be behind by some that do not concern them, without anybody noting it
     */
    boolean includeEverywhere(int shard, long position, boolean exactly);

    /** What stands in the way of some streams. */
    List<DeadLetter> deadLetters();

    /** Tries the dead letters of the projection again, in order; answers how many are left. */
    int retryDeadLetters(String projection);

    /**
     * Rebuilds the read model from the first event beside the one that serves, then switches over and drops the old one.
     * Blocks until done; a rebuild that was interrupted goes on where it was.
     *
     * @param progress told now and then, per shard
     */
    void replay(String projection, Consumer<Progress> progress);

    /** @param generation of the tables that serve; @param rebuilding position of a rebuild under way, else null */
    record Status(
            String projection,
            int shard,
            int generation,
            long position,
            long head,
            boolean running,
            @Nullable String error,
            long deadLetters,
            @Nullable Long rebuilding) {
        public long lag() {
            return Math.max(0, head - position);
        }
    }

    record DeadLetter(
            String projection,
            int shard,
            String stream,
            long position,
            String cause,
            long enqueuedMillis,
            int waiting) {}

    record Progress(int shard, long position, long head) {}
}
