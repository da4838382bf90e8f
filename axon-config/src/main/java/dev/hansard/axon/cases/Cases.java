// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cases;

import dev.hansard.api.Actor;
import dev.hansard.api.CaseQueries.Right;
import dev.hansard.api.CaseRole;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cases of a workspace at one moment, and the one place that knows what a role allows. What somebody may not do is
 * refused in the same way whether or not there is such a case.
 *
 * @param sequence of the last event that is in here, -1 when there are none
 * @param files by id, the oldest first
 */
public record Cases(long sequence, Map<String, CaseFile> files) {
    /** The case; refuses with {@code not_authorized}, {@code case_not_found} or {@code case_closed}. */
    public CaseFile require(String id, Actor actor, Right right) {
        @Nullable CaseFile file = files.get(id);
        Rejection.unless(allows(file, actor, right), ErrorCode.NOT_AUTHORIZED);
        if (file == null) throw new Rejection(ErrorCode.CASE_NOT_FOUND);
        boolean ended = file.closed() && right != Right.SEE && right != Right.MANAGE;
        Rejection.unless(!ended, ErrorCode.CASE_CLOSED);
        return file;
    }

    /** Whether the actor manages the cases of the workspace and so knows of each. */
    public static boolean manages(Actor actor) {
        return actor.isOperator() || (actor.bot() == null && actor.role().isOwner());
    }

    /** Whether the actor sees the case. */
    public static boolean sees(CaseFile file, Actor actor) {
        return allows(file, actor, Right.SEE);
    }

    /** Whether the actor has a role that lets them audit the workspace; that outlives the case. */
    public boolean isAuditor(Actor actor) {
        return has(actor, CaseRole.AUDITOR, true);
    }

    /** Whether the actor investigates in some open case. */
    public boolean isInvestigator(Actor actor) {
        return has(actor, CaseRole.INVESTIGATOR, false);
    }

    private boolean has(Actor actor, CaseRole role, boolean closedToo) {
        return actor.bot() == null
                && files.values().stream()
                        .filter(file -> closedToo || !file.closed())
                        .anyMatch(file -> file.roles().get(actor.user()) == role);
    }

    private static boolean allows(@Nullable CaseFile file, Actor actor, Right right) {
        if (actor.isOperator()) return true;
        if (actor.bot() != null) return false;
        boolean owner = actor.role().isOwner();
        @Nullable CaseRole role = file == null ? null : file.roles().get(actor.user());
        return switch (right) {
            case MANAGE -> owner;
            case SEE -> owner || role != null;
            case HOLD -> owner || role == CaseRole.INVESTIGATOR;
            case INVESTIGATE -> role == CaseRole.INVESTIGATOR;
            case READ -> role != null && role.mayRead();
        };
    }
}
