// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the record. Every method throws {@link StoreUnavailable} when the shard's database does not answer. Events come
 * with their content opened; where it was erased the content is null.
 */
public interface EventLog {
    /** The last position of the shard, 0 when it is empty; asks the database. */
    long head(int shard);

    /** Up to {@code limit} events after {@code position}, in order. */
    List<CommittedEvent> after(int shard, long position, int limit);

    /**
     * Like {@link #after}, but without what was written and who caused it, which is most of what reading costs: all content is
     * null, the metadata {@link EventMeta#NONE}.
     */
    default List<CommittedEvent> factsAfter(int shard, long position, int limit) {
        return after(shard, position, limit);
    }

    /** Like {@link #after}, only events of these streams. */
    List<CommittedEvent> after(int shard, long position, Collection<String> streams, int limit);

    /** A stream from {@code sequence} on, at most {@code limit} events, in order. */
    List<CommittedEvent> stream(String stream, long sequence, int limit);

    /** Everything that happened to one message, in order, without reading the rest of its channel. */
    List<CommittedEvent> aboutMessage(ChannelKey channel, Ts ts);

    /** Like {@link #aboutMessage(ChannelKey, Ts)}, on that shard, whichever the workspace lies on now. */
    default List<CommittedEvent> aboutMessage(int shard, ChannelKey channel, Ts ts) {
        return aboutMessage(channel, ts);
    }

    /** The event that used up {@code onceKey} in the stream, or null; see {@link OnceKey}. */
    @Nullable
    CommittedEvent once(String stream, String onceKey);

    /** Which of these ts are taken by messages or notices of the channel. */
    Set<Ts> taken(ChannelKey channel, Collection<Ts> ts);

    /** The events at these positions; cached, as they never change. Missing ones are left out. */
    Map<Long, CommittedEvent> at(int shard, Collection<Long> positions);
}
