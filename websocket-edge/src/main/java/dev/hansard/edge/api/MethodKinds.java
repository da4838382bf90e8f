// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.edge.overload.Work;
import java.util.Set;

/** What kind of thing methods do, by their names. What is not known to change nothing counts as a change. */
final class MethodKinds {
    private static final Set<String> SESSIONS = Set.of("api.test", "auth.test", "rtm.connect", "rtm.poll");
    private static final Set<String> SEARCHING =
            Set.of("search.messages", "search.files", "search.all", "discovery.cases.preview");
    private static final Set<String> READING = Set.of(
            "conversations",
            "edits",
            "get",
            "getCustomRetention",
            "getPermalink",
            "getPresence",
            "history",
            "info",
            "list",
            "lookupByEmail",
            "members",
            "recent",
            "renames",
            "replies",
            "results");

    private MethodKinds() {}

    /** Whether the method changes something. */
    static boolean isChange(String method) {
        return work(method) == Work.CHANGES && !SESSIONS.contains(method);
    }

    static Work work(String method) {
        if (SEARCHING.contains(method)) return Work.SEARCH;
        return READING.contains(method.substring(method.lastIndexOf('.') + 1)) ? Work.READS : Work.CHANGES;
    }
}
