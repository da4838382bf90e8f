// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds messages. One index per shard of the record, holding what is to be found and the position up to which it includes
 * the record, together: an index that is lost, restored from a backup or replaced goes on by itself from what it holds.
 *
 * <p>One writer per shard at a time calls the writing methods; searching is for any number of threads. Everything may throw
 * {@link IndexUnavailable}.
 */
public interface MessageIndex extends AutoCloseable {
    /** What is served; 0 for an unknown workspace. */
    Hits search(SearchRequest request);

    /**
     * The position up to which the generation includes the record: 0 when it is empty or there is none. Survives the process
     * with what it stands for.
     */
    long position(int shard, Generation generation);

    /**
     * Whether this process may write the shard now. Called before the first write and every few seconds again, so an adapter
     * whose index is shared gives the right to one process and takes it away from one that is gone.
     */
    boolean claim(int shard);

    /**
     * Makes the changes and moves the position. What it includes can be searched within a moment ({@link #refresh}) and
     * survives the process at the latest when the position does. Does nothing when {@link #position} is already at
     * {@link Batch#position()} or beyond; a change with a version up to the position that the index holds is old news and
     * passed over, as is one with a version that is not above the document's own, be it removed or not.
     *
     * @throws IndexMoved when the index holds less than {@link Batch#after()}; nothing is changed then
     */
    void write(Batch batch, Generation generation);

    /** Returns when all that was written can be searched. */
    void refresh(int shard);

    /** Makes an empty next generation; one that an interrupted rebuild left is kept and goes on. */
    void prepareNext(int shard);

    /**
     * The next generation serves from now on, at once and as a whole; the one before is dropped when no search uses it any
     * more.
     */
    void promoteNext(int shard);

    /** Drops the next generation, if there is one. */
    void dropNext(int shard);

    /**
     * Rewrites the index so that no term of removed documents is left in its files. Takes long on a large index, during which
     * it is searched and written as before.
     */
    void purge(int shard);

    /**
     * Tells each document that can be found in the serving generation, with its version, in no order; one that changes
     * meanwhile may be told as it was or as it is. For comparing the index with the record.
     */
    void scan(int shard, ObjLongConsumer<MessageKey> documents);

    /**
     * {@link SearchSettings#languagesInShort} as it was when the serving generation was begun, so what its words are stemmed as;
     * null when that is not known.
     */
    @Nullable
    String languages(int shard);

    /** How each shard's index is. Never throws: one that does not answer is told as such. */
    List<IndexHealth> health();

    /** Makes everything durable and lets go of the index. */
    @Override
    void close();
}
