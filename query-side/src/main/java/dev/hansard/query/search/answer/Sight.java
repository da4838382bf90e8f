// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.UserId;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sees at this moment.
 *
 * @param places exactly the conversations whose messages the person may read
 * @param named who is meant by the names of people in the query; nobody where a name is missing
 */
record Sight(UserId viewer, ZoneId zone, Map<ChannelId, Place> places, Map<String, Set<UserId>> named) {
    /**
     * A conversation.
     *
     * @param member the viewer is in it
     * @param members all who are in it, for direct conversations only
     */
    record Place(ChannelKind kind, @Nullable String name, boolean member, List<UserId> members) {}

    Set<ChannelId> channels() {
        return places.keySet();
    }

    Set<ChannelId> where(Predicate<Place> like) {
        return places.entrySet().stream()
                .filter(entry -> like.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those with whom the viewer has direct conversations. */
    Set<UserId> companions() {
        return places.values().stream()
                .flatMap(place -> place.members().stream())
                .filter(user -> !user.equals(viewer))
                .collect(Collectors.toUnmodifiableSet());
    }
}
