// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a log is doing.
 *
 * @param log name of its folder and in its addresses
 * @param size events under the last checkpoint
 * @param lag committed events that are not under it yet
 * @param lastCheckpoint when this process signed last, in epoch seconds; 0 if it did not yet
 * @param halted why nothing is signed any more; null while log and record agree
 * @param error what keeps it from growing at the moment
 * @param elsewhere another process writes the log
 * @param places where its checkpoints are published
 */
public record LogStatus(
        String log,
        int shard,
        String origin,
        long size,
        long lag,
        long lastCheckpoint,
        @Nullable String halted,
        @Nullable String error,
        boolean elsewhere,
        List<Place> places) {
    /**
     * @param size of the last checkpoint that arrived there, 0 for none since the start
     * @param error why the last one did not; null when it did
     */
    public record Place(String name, long size, @Nullable String error) {}
}
