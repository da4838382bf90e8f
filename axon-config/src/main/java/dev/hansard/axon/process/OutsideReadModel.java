// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A read model that is kept elsewhere than in the shards' databases and follows the record by itself, such as a search
 * index. {@link ReadModels} tells of it and rebuilds it like the projections.
 */
public interface OutsideReadModel {
    /** Lower-case name, not that of a projection. */
    String name();

    /** The position of the shard up to which it includes the record. */
    long position(int shard);

    /** Waits until it includes the position; false when that took longer than {@code patience}. */
    boolean await(int shard, long position, Duration patience);

    /** How it is on each shard; dead letters are the events that it passed over since it started. */
    List<ReadModels.Status> status();

    /** Rebuilds it from the first event beside what serves, then switches over. Blocks until done. */
    void replay(Consumer<ReadModels.Progress> progress);
}
