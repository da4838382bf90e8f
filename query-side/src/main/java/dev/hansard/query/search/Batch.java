// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

import java.util.List;

/**
 * All that changes in the index of one shard between two positions, at most one change per message.
 *
 * @param after the position that the index holds when this is written
 * @param position the position that it reaches; every event up to here is included
 */
public record Batch(int shard, long after, long position, List<Change> changes) {
    public Batch {
        if (position < after) throw new IllegalArgumentException("a batch does not go back");
        changes = List.copyOf(changes);
    }
}
