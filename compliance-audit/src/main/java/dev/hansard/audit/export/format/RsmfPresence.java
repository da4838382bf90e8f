// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.audit.export.Item;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who is present in a slice, told so that nobody is heard before joining or after leaving. That is not always so in the
 * record: a reaction hangs on a message that may be older than its author's membership. A join before which the person was
 * heard, or a leave after which they were, is told as an event of unknown type.
 */
final class RsmfPresence {
    private static final Set<String> JOINS = Set.of("channel_join", "group_join");
    private static final Set<String> LEAVES = Set.of("channel_leave", "group_leave");

    private record Heard(Ts first, Ts last) {}

    private final Map<UserId, Heard> heard = new LinkedHashMap<>();
    private final Set<Ts> joins = new HashSet<>();
    private final Set<Ts> leaves = new HashSet<>();
    private final Set<UserId> start = new LinkedHashSet<>();
    private final Set<UserId> joining = new LinkedHashSet<>();

    RsmfPresence(Slice slice) {
        for (Item item : slice.items()) {
            for (UserId user : Slice.actors(item)) {
                heard.merge(user, new Heard(item.ts(), item.ts()), (a, b) -> new Heard(a.first(), b.last()));
            }
        }
        boolean direct = slice.conversation().kind().isDirect();
        for (Item item : slice.items()) {
            Heard who = heard.get(item.author());
            if (direct || who == null) continue;
            if (is(item, JOINS) && who.first().equals(item.ts())) {
                joins.add(item.ts());
                joining.add(item.author());
            }
            if (is(item, LEAVES) && who.last().equals(item.ts())) leaves.add(item.ts());
        }
        start.addAll(slice.conversation().membersAt(slice.first()));
        start.addAll(heard.keySet());
        start.removeAll(joining);
    }

    /** Members at the first event, and those who are heard without a join that would fit. */
    Set<UserId> fromTheStart() {
        return start;
    }

    /** Those who join within the slice, in order. */
    Set<UserId> joining() {
        return joining;
    }

    /** The type of the event that tells of the item. */
    String type(Item item) {
        if (joins.contains(item.ts())) return "join";
        if (leaves.contains(item.ts())) return "leave";
        boolean platform = item.notice() || is(item, JOINS) || is(item, LEAVES) || is(item, Set.of("tombstone"));
        return platform ? "unknown" : "message";
    }

    private static boolean is(Item item, Set<String> subtypes) {
        return item.origin().subtype() != null
                && subtypes.contains(item.origin().subtype());
    }
}
