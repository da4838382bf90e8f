// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import java.util.List;

/**
 * A stretch of a shard's record, from {@code first} to {@code last}.
 *
 * @param events in order; all of the stretch, or those of them that were asked for
 */
public record Range(int shard, long first, long last, List<CommittedEvent> events) {
    /** True if nothing lies between the ends: then it only tells that everything before it is committed. */
    public boolean isEmpty() {
        return first > last;
    }
}
