// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import org.jspecify.annotations.Nullable;

/**
 * Turns content into what is stored and back. Every byte that a person wrote passes here on its way into the store and out
 * of it, and nowhere else; no event, read model or log holds it otherwise.
 */
public interface ContentVault {
    /** Whose content: the event that carries it. */
    record Place(String stream, long sequence) {}

    /** What to store for {@code content}. */
    byte[] seal(Place place, byte[] content);

    /** The content again; null when it can no longer be read because it was erased. */
    byte @Nullable [] open(Place place, byte[] stored);
}
