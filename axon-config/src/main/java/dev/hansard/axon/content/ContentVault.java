// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Turns content into what is stored and back. Every byte that a person wrote passes here on its way into the store and out
 * of it, and nowhere else; no event, read model or log holds it otherwise. Safe for many threads.
 *
 * <p>Erasing has two steps: {@link #forget} at once, in each process that learns of it, and {@link #destroy} for ever.
 */
public interface ContentVault extends AutoCloseable {
    /** Whose content: the event that carries it. */
    record Place(String stream, long sequence) {}

    /**
     * What to store for {@code content}.
     *
     * @param type the stored name of the event's type
     * @throws KeysUnavailable when the keys cannot be had now
     */
    byte[] seal(Place place, String type, byte[] content);

    /**
     * The content again; null when it can no longer be read because it was erased.
     *
     * @throws KeysUnavailable when the keys cannot be had now
     * @throws DamagedContent when this is not what was stored at this place, or its key is missing
     */
    byte @Nullable [] open(Place place, String type, byte[] stored);

    /** Whether content of this place may be shown from memory without asking {@link #open}. */
    boolean isReadable(Place place);

    /** From now on this process opens none of these, whatever the stored keys say. */
    void forget(String stream, Collection<Long> sequences);

    /** How often {@link #forget} was called: who keeps content in memory compares it before and after. */
    long forgettings();

    /**
     * Destroys the keys of these for ever; again is harmless.
     *
     * @throws KeysUnavailable when the keys cannot be reached now
     */
    void destroy(String stream, Collection<Long> sequences);

    /** Up to which position of the shard's record all erasures have been carried out. */
    long destroyedUpTo(int shard);

    /** Remembers that all erasures up to {@code position} have been carried out. */
    void destroyedUpTo(int shard, long position);

    @Override
    void close();
}
