// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a legal hold covers, apart from its words. Without custodians and channels it covers the whole workspace.
 *
 * @param custodians people; everything that anybody wrote in a conversation that one of them is or ever was in
 * @param channels conversations, whoever is in them
 * @param onlyAuthored of the custodians, only what they wrote themselves, wherever
 * @param onlyDirect of the custodians, only direct messages
 * @param from first moment of posting, null for no bound
 * @param to last moment of posting, null for no bound
 */
public record HoldScope(
        Set<UserId> custodians,
        Set<ChannelId> channels,
        boolean onlyAuthored,
        boolean onlyDirect,
        @Nullable Ts from,
        @Nullable Ts to) {
    /** Slack's bound. */
    public static final int MAX_ENTITIES = 1_000;

    public HoldScope {
        // Sorted, so that the same facts have the same stored form.
        custodians = java.util.Collections.unmodifiableSet(new TreeSet<>(custodians));
        var sorted = new TreeSet<ChannelId>(java.util.Comparator.comparing(ChannelId::value));
        sorted.addAll(channels);
        channels = java.util.Collections.unmodifiableSet(sorted);
    }

    /** Whether it covers a workspace and not certain people or conversations of it. */
    public boolean coversAll() {
        return custodians.isEmpty() && channels.isEmpty();
    }

    /** This and the entities of {@code more}, within the wider of the two ranges of time. */
    public HoldScope plus(HoldScope more) {
        var people = new TreeSet<>(custodians);
        people.addAll(more.custodians);
        var places = new java.util.HashSet<>(channels);
        places.addAll(more.channels);
        Ts first = from != null && more.from != null && more.from.compareTo(from) < 0 ? more.from : from;
        Ts last = to != null && more.to != null && more.to.isAfter(to) ? more.to : to;
        return new HoldScope(people, places, onlyAuthored, onlyDirect, first, last);
    }
}
