// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

/** The aggregates that this process holds in memory, as far as the store has a say in them. */
public interface AggregateMemory {
    /**
     * Forgets an aggregate that is not what its stream says: it rests on events that never became durable, or lacks some
     * that another process wrote.
     */
    void evict(String stream);

    /** Whether the aggregate was evicted since this thread took it: what it decided must not be written. */
    boolean isOutdated(String stream);
}
