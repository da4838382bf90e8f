// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import java.util.List;

/**
 * Tells what was committed, right after it was: each shard's events in order, each once, whichever process wrote them.
 * The store stays the truth: a listener that was away reads what it missed from the {@link EventLog}.
 */
public interface CommitFeed {
    /** Called on the shard's feed thread; must hand over quickly and must not throw. */
    @FunctionalInterface
    interface Listener {
        void committed(int shard, List<CommittedEvent> events);

        /** Up to {@code position} there was nothing else that this node asked for. Called after {@link #committed}. */
        default void passed(int shard, long position) {}

        /** Whether somebody is waiting to be shown what was committed: such listeners are told before the others. */
        default boolean isUrgent() {
            return false;
        }
    }

    /**
     * Starts calling {@code listener} with the first event after the returned subscription's start positions; close it to
     * stop.
     */
    Subscription subscribe(Listener listener);

    /** The last position that the listeners were told of. */
    long position(int shard);

    interface Subscription extends AutoCloseable {
        /** The listener hears of events after this position, and of all of them. */
        long start(int shard);

        @Override
        void close();
    }
}
