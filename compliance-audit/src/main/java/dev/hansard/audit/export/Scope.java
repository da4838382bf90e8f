// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.ChannelId;
import dev.hansard.api.UserId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an export is to contain. Everything given must hold; an empty set or null asks for nothing. A message's time is the
 * time it was posted: later edits, deletions and reactions come with it whenever they happened.
 *
 * @param channels only these conversations
 * @param authors only what these people wrote, edited or deleted
 * @param custodians only what was said in conversations while one of these people was a member, and what they wrote
 * @param from not before
 * @param until before
 * @param keyword words and {@code "phrases"}, any case; a message is in when one of its versions has all of them
 */
public record Scope(
        Set<ChannelId> channels,
        Set<UserId> authors,
        Set<UserId> custodians,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String keyword) {
    public static final Scope EVERYTHING = new Scope(Set.of(), Set.of(), Set.of(), null, null, null);

    public Scope {
        channels = Set.copyOf(channels);
        authors = Set.copyOf(authors);
        custodians = Set.copyOf(custodians);
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("the date range is empty");
        }
        if (keyword != null && keyword.isBlank()) keyword = null;
    }
}
