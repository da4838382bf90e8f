// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import dev.hansard.api.AuditQueries.Asker;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Questions about e-discovery cases, and what can be read through them. Whoever has no right to ask is refused with {@code
 * not_authorized}, whether or not there is such a case; see {@link CaseCommands}. What anybody wrote is answered only
 * once the reading is on the audit trail.
 */
public sealed interface CaseQueries extends Query {
    @Override
    WorkspaceId workspace();

    Actor viewer();

    /** The cases that the viewer manages or has a role in, the oldest first. Answers {@code List<CaseView>}. */
    record ListCases(WorkspaceId workspace, boolean closed, Actor viewer) implements CaseQueries {}

    /** Answers {@link CaseView}. */
    record FindCase(WorkspaceId workspace, String caseId, Actor viewer) implements CaseQueries {}

    /** Refuses unless the viewer may do this now. Answers the last position of the record that the workspace is in ({@code Long}). */
    record CheckCase(WorkspaceId workspace, String caseId, Right right, Actor viewer) implements CaseQueries {}

    /** What a role in a case allows. */
    enum Right {
        /** To see the case, its people, holds and searches. */
        SEE,
        /** To open and close it, to give and take roles. */
        MANAGE,
        /** To make holds part of it. */
        HOLD,
        /** To search and to export. */
        INVESTIGATE,
        /** To read what was found. */
        READ
    }

    /**
     * Counts what a search finds; a part of it in each answer, to be added up. Answers {@link Counts}. Refused: {@code
     * search_not_found invalid_cursor}.
     */
    record CountSearch(
            WorkspaceId workspace,
            String caseId,
            String search,
            @Nullable String cursor,
            Actor viewer,
            Asker asker) implements CaseQueries {}

    /** Reads what a search finds. Answers {@link Page}. Refused: {@code search_not_found invalid_cursor}. */
    record ReadSearch(
            WorkspaceId workspace,
            String caseId,
            String search,
            @Nullable String cursor,
            int limit,
            Actor viewer,
            Asker asker)
            implements CaseQueries {}

    /** A search as it was asked; only within a case that the viewer sees. Answers {@link SearchView}. Refused: {@code search_not_found}. */
    record FindSearch(WorkspaceId workspace, String caseId, String search, Actor viewer) implements CaseQueries {}

    /**
     * @param name null if its key was lost
     * @param opened epoch seconds
     * @param roles of the people in it
     * @param requested roles that wait for a second person
     */
    record CaseView(
            String caseId,
            @Nullable String name,
            @Nullable String reason,
            UserId openedBy,
            long opened,
            boolean closed,
            Map<UserId, CaseRole> roles,
            List<Requested> requested,
            List<String> holds,
            List<SearchView> searches) {}

    record Requested(UserId user, CaseRole role, UserId by) {}

    /**
     * @param words whether words were searched for
     * @param keyword null also where it cannot be read any more
     * @param at epoch seconds
     */
    record SearchView(
            String search,
            CaseScope scope,
            boolean words,
            @Nullable String keyword,
            long position,
            UserId by,
            long at) {}

    /**
     * @param looked messages that were looked at
     * @param messages that match, deleted and erased ones among them
     * @param edited of these, those with more than one version
     * @param held of these, those that a hold keeps now
     * @param unreadable places where a message should be and cannot be read; they count as matches
     * @param channels matches by conversation
     * @param next pass it as the cursor for the rest; null at the end
     */
    record Counts(
            long looked,
            long messages,
            long edited,
            long deleted,
            long erased,
            long held,
            long unreadable,
            Map<String, Long> channels,
            @Nullable String next) {}

    /**
     * @param items JSON objects
     * @param next pass it as the cursor of the next page; null at the end
     */
    record Page(List<String> items, @Nullable String next) {}
}
