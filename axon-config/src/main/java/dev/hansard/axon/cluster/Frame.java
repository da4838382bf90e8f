// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.api.ChannelKey;
import java.util.Collection;
import java.util.List;

/** What nodes tell each other on the stream between them. */
sealed interface Frame {
    /**
     * First thing a node says to one that it follows.
     *
     * @param everything whether it wants to hear of all events
     */
    record Hello(String node, boolean edge, boolean everything) implements Frame {}

    /**
     * In which channels it has readers.
     *
     * @param number for the answer; see {@link Confirmed}
     * @param reset whether these are all, and what was said before no longer holds
     */
    record Interest(long number, boolean reset, Collection<ChannelKey> more, Collection<ChannelKey> less)
            implements Frame {}

    /** How far its feeds are, by shard; also tells that it is alive. */
    record At(long[] positions) implements Frame {}

    /** Something beside the record, for the edge of the node that is followed. */
    record Tell(String topic, byte[] message) implements Frame {}

    /** Answers {@link Hello}: from these positions on, by shard, the node that is followed tells what it commits. */
    record Start(long[] positions) implements Frame {}

    /** What it committed. */
    record Committed(int shard, long first, long last, List<byte[]> events) implements Frame {}

    /** Answers {@link Interest}: what it commits after these positions, by shard, is told accordingly. */
    record Confirmed(long number, long[] positions) implements Frame {}

    /** It is alive. */
    record Alive() implements Frame {}

    /** It is about to stop: nothing new should be asked of it. */
    record Leaving() implements Frame {}
}
