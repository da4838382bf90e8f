// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a search looks, apart from its words. All that is given must hold; an empty set or null asks for nothing.
 *
 * @param channels only these conversations
 * @param authors only what these people wrote, edited or deleted
 * @param custodians only what was said in conversations while one of these people was a member, and what they wrote
 * @param from first moment of posting
 * @param until the moment before which it was posted
 */
public record CaseScope(
        Set<ChannelId> channels,
        Set<UserId> authors,
        Set<UserId> custodians,
        @Nullable Ts from,
        @Nullable Ts until) {
    /** As many entities of a kind as a search may name. */
    public static final int MAX_ENTITIES = 1_000;

    public CaseScope {
        // Sorted, so that the same facts have the same stored form.
        var sorted = new TreeSet<ChannelId>(Comparator.comparing(ChannelId::value));
        sorted.addAll(channels);
        channels = Collections.unmodifiableSet(sorted);
        authors = Collections.unmodifiableSet(new TreeSet<>(authors));
        custodians = Collections.unmodifiableSet(new TreeSet<>(custodians));
    }
}
