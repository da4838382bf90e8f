// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.api.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads conversations as they stood at a position of the shard, message by message: everything that ever happened to a
 * message comes with it, however much later it happened. Pages are found by an index, so a conversation of any length is
 * read in bounded memory. Every method throws {@link StoreUnavailable} when the shard's database does not answer.
 */
public interface ConversationLog {
    /**
     * One row of the record.
     *
     * @param subject the message or notice that it is about, or null
     * @param event null when the row cannot be understood
     */
    record Entry(
            long position, @Nullable Ts subject, @Nullable CommittedEvent event) {}

    /** @param events how many there are, whatever their position */
    record Length(ChannelKey channel, long events) {}

    /** The workspace's conversations, ordered by id, including those that began after any position of interest. */
    List<Length> conversations(WorkspaceId workspace);

    /**
     * What is about messages and notices, ordered by message and then by position: what follows {@code (ts, position)} in
     * that order, none after position {@code upTo}, at most {@code limit}.
     */
    List<Entry> byMessage(ChannelKey channel, Ts ts, long position, long upTo, int limit);

    /** What is about the conversation itself (its settings and members) after {@code position} and up to {@code upTo}. */
    List<Entry> aboutItself(ChannelKey channel, long position, long upTo, int limit);

    /** Whether anything was erased in the shard after the position. */
    boolean erasedSince(int shard, long position);
}
