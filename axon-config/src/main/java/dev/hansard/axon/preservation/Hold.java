// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.preservation;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.HoldScope;
import dev.hansard.api.HoldText;
import dev.hansard.api.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold as it stands.
 *
 * @param name of the matter; null when it cannot be read
 * @param words whether only messages with certain words are covered
 * @param queries those words
 * @param created epoch seconds
 */
public record Hold(
        String id,
        @Nullable String name,
        HoldScope scope,
        boolean words,
        List<String> queries,
        boolean released,
        UserId by,
        long created) {
    /** Tells whether one of these people is or ever was in a conversation. */
    @FunctionalInterface
    public interface Membership {
        boolean wasIn(ChannelKey channel, Set<UserId> anyOf);
    }

    /** Whether a word or phrase has anything to look for. */
    public static boolean isQuery(String query) {
        return Words.isQuery(query);
    }

    Hold plus(HoldScope more, @Nullable HoldText text) {
        var all = new ArrayList<>(queries);
        if (text != null) for (String query : text.queries()) if (!all.contains(query)) all.add(query);
        return new Hold(id, name, scope.plus(more), words, List.copyOf(all), released, by, created);
    }

    Hold released(boolean now) {
        return new Hold(id, name, scope, words, queries, now, by, created);
    }

    /** Whether this hold keeps the item; a released one keeps nothing. */
    public boolean covers(Item item, Membership membership) {
        if (released) return false;
        if (item.channel() == null) return isOf(item.author());
        return isInTime(item) && isPlace(item, item.channel(), membership) && says(item);
    }

    /** Of a profile neither words nor times are asked. */
    private boolean isOf(UserId person) {
        return scope.coversAll() || scope.custodians().contains(person);
    }

    private boolean isInTime(Item item) {
        boolean early = scope.from() != null && scope.from().isAfter(item.posted());
        boolean late = scope.to() != null && item.posted().isAfter(scope.to());
        return !early && !late;
    }

    private boolean isPlace(Item item, ChannelKey channel, Membership membership) {
        if (scope.coversAll() || scope.channels().contains(channel.channel())) return true;
        if (scope.onlyDirect() && !item.direct()) return false;
        if (scope.custodians().contains(item.author())) return true;
        return !scope.onlyAuthored() && !scope.custodians().isEmpty() && membership.wasIn(channel, scope.custodians());
    }

    /** What cannot be told is kept. */
    private boolean says(Item item) {
        if (!words || queries.isEmpty()) return true;
        List<String> texts = item.texts().get();
        return texts == null || Words.anyIn(queries, texts);
    }
}
