// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cases;

import dev.hansard.api.CaseQueries.Requested;
import dev.hansard.api.CaseQueries.SearchView;
import dev.hansard.api.CaseRole;
import dev.hansard.api.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A case as it stands.
 *
 * @param name null when it cannot be read any more
 * @param opened epoch seconds
 * @param requested roles that wait for a second person
 * @param holds ids of the holds that are part of it
 * @param searches by id, the oldest first
 */
public record CaseFile(
        String id,
        @Nullable String name,
        @Nullable String reason,
        UserId by,
        long opened,
        boolean closed,
        Map<UserId, CaseRole> roles,
        List<Requested> requested,
        Set<String> holds,
        Map<String, SearchView> searches) {
    static CaseFile of(String id, @Nullable String name, @Nullable String reason, UserId by, long opened) {
        return new CaseFile(id, name, reason, by, opened, false, Map.of(), List.of(), Set.of(), Map.of());
    }

    CaseFile requested(Requested asked) {
        var all = new ArrayList<>(requested);
        all.add(asked);
        return with(closed, roles, all);
    }

    /** @param role null for none */
    CaseFile role(UserId user, @Nullable CaseRole role) {
        var all = new LinkedHashMap<>(roles);
        if (role == null) all.remove(user);
        else all.put(user, role);
        return with(
                closed,
                all,
                requested.stream().filter(each -> !each.user().equals(user)).toList());
    }

    CaseFile hold(String hold) {
        var all = new LinkedHashSet<>(holds);
        all.add(hold);
        return new CaseFile(
                id, name, reason, by, opened, closed, roles, requested, Collections.unmodifiableSet(all), searches);
    }

    CaseFile search(SearchView search) {
        var all = new LinkedHashMap<>(searches);
        all.put(search.search(), search);
        Map<String, SearchView> now = Collections.unmodifiableMap(all);
        return new CaseFile(id, name, reason, by, opened, closed, roles, requested, holds, now);
    }

    CaseFile ended() {
        return with(true, roles, List.of());
    }

    /** Who was trusted with the case when it ended is not by that trusted with it again. */
    CaseFile reopened() {
        var all = new LinkedHashMap<>(roles);
        all.values().removeIf(CaseRole::mayRead);
        return with(false, all, requested);
    }

    private CaseFile with(boolean nowClosed, Map<UserId, CaseRole> nowRoles, List<Requested> nowRequested) {
        return new CaseFile(
                id,
                name,
                reason,
                by,
                opened,
                nowClosed,
                Collections.unmodifiableMap(nowRoles),
                List.copyOf(nowRequested),
                holds,
                searches);
    }
}
