// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.api.ChannelKey;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/**
 * In which channels this edge has readers. The feed of a node that is nothing but an edge brings only their messages; all other
 * events, which are few, it brings always.
 */
public interface Interests {
    /**
     * Wants the messages of these channels until {@link #release}. Completes with the position after which the shard's feed
     * brings all of them; what is older has to be read from the record. Minus one where the feed brings everything.
     */
    CompletableFuture<Long> hold(int shard, Collection<ChannelKey> channels);

    /**
     * Like {@link #hold}, for a channel that an event of the feed has just made someone's: the feed brings its messages from
     * that event on, if this is called before {@link #passed} says that the event is done with.
     */
    void holdFromHere(ChannelKey channel);

    /** Ends one {@link #hold} of each. */
    void release(Collection<ChannelKey> channels);

    /** All events of the shard up to this position have been looked at. */
    void passed(int shard, long position);

    /** Where the feed brings everything. */
    Interests EVERYTHING = new Interests() {
        @Override
        public CompletableFuture<Long> hold(int shard, Collection<ChannelKey> channels) {
            return CompletableFuture.completedFuture(-1L);
        }

        @Override
        public void holdFromHere(ChannelKey channel) {}

        @Override
        public void release(Collection<ChannelKey> channels) {}

        @Override
        public void passed(int shard, long position) {}
    };
}
