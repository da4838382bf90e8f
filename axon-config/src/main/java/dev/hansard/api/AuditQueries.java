// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Questions about the audit trail. Asking is itself put on the trail before the answer is given. */
public sealed interface AuditQueries extends Query {
    /**
     * What to look for; null means anything.
     *
     * @param oldest epoch seconds, inclusive
     * @param latest epoch seconds, inclusive
     * @param actions any of them; empty for all
     * @param actor user id of who did it, or {@code OPERATOR}, {@code PLATFORM}, {@code UNKNOWN}
     * @param entity id of what it was done to
     */
    record Filter(
            @Nullable Long oldest,
            @Nullable Long latest,
            Set<AuditAction> actions,
            @Nullable String actor,
            @Nullable String entity) {
        public static final Filter ALL = new Filter(null, null, Set.of(), null, null);

        public Filter {
            actions = Set.copyOf(actions);
        }
    }

    /**
     * Where a question came from, for the trail.
     *
     * @param correlation id of the request
     * @param address class of the client's address
     */
    record Asker(
            @Nullable String correlation,
            String address,
            @Nullable String ip,
            @Nullable String userAgent) {}

    /**
     * Newest first. Answers {@link Page}. Refused: {@code not_authorized} unless the viewer is an owner of the workspace,
     * the auditor of a case or the operator, {@code invalid_cursor}; a refusal is put on the trail as well.
     */
    record FindAuditEntries(
            WorkspaceId workspace, Filter filter, @Nullable String cursor, int limit, Actor viewer, Asker asker)
            implements AuditQueries {}

    /**
     * @param entries JSON objects in the form of Slack's Audit Logs API
     * @param next pass it as the cursor of the next page; null at the end
     */
    record Page(List<String> entries, @Nullable String next) {}
}
