// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked about e-discovery cases. Cases are managed by owners and the operator, whom that gives no access to
 * content. Whoever has no right to do something is refused with {@code not_authorized}, whether or not there is such a case;
 * only who may know of all cases is told {@code case_not_found}.
 */
public sealed interface CaseCommands extends Command {
    CaseKey key();

    @Override
    default WorkspaceId workspace() {
        return key().workspace();
    }

    /**
     * The same case again succeeds without effect. Refused: {@code not_authorized} unless an owner or the operator asks,
     * {@code invalid_arguments} without name or reason.
     *
     * @param caseId fresh id {@code M…}
     */
    record OpenCase(@TargetAggregateIdentifier CaseKey key, String caseId, String name, String reason, Actor actor)
            implements CaseCommands {}

    /**
     * Gives a person a role. One that opens content waits until a second owner, or the operator, asks for the same (unless
     * the installation does without). Answers {@link RoleGrant}. Refused: {@code not_authorized} unless an owner or the
     * operator asks, {@code restricted_action} to whoever asks for themselves, {@code case_not_found case_closed},
     * {@code has_other_role}.
     */
    record GrantCaseRole(@TargetAggregateIdentifier CaseKey key, String caseId, UserId user, CaseRole role, Actor actor)
            implements CaseCommands {}

    /** @param waiting whether a second person has to ask for the same */
    record RoleGrant(boolean waiting) {}

    /**
     * Takes a person's role, and what was asked for them and waits. Succeeds where there is none. Refused: {@code
     * not_authorized} unless an owner, the operator or the person asks, {@code case_not_found}.
     */
    record RevokeCaseRole(@TargetAggregateIdentifier CaseKey key, String caseId, UserId user, Actor actor)
            implements CaseCommands {}

    /**
     * Makes a hold part of a case. Again succeeds without effect. Refused: {@code not_authorized} unless an owner, the
     * operator or an investigator of the case asks, {@code case_not_found case_closed hold_not_found}.
     */
    record AttachHold(@TargetAggregateIdentifier CaseKey key, String caseId, String hold, Actor actor)
            implements CaseCommands {}

    /**
     * Remembers what is searched for; what was found at {@code position} can then be counted, read and exported. The same
     * search again succeeds without effect. Refused: {@code not_authorized} unless an investigator of the case or the operator asks,
     * {@code case_not_found case_closed invalid_arguments}.
     *
     * @param search fresh id {@code Z…}
     * @param keyword words and {@code "phrases"} that a version of a message must all have; null for any
     * @param position of the shard's record that the workspace is searched as of
     */
    record SearchCase(
            @TargetAggregateIdentifier CaseKey key,
            String caseId,
            String search,
            CaseScope scope,
            @Nullable String keyword,
            long position,
            Actor actor)
            implements CaseCommands {}

    /**
     * Ends all access to content through the case; holds stay as they are. Closing twice succeeds. Refused like {@link
     * OpenCase}, and {@code case_not_found}.
     */
    record CloseCase(@TargetAggregateIdentifier CaseKey key, String caseId, String reason, Actor actor)
            implements CaseCommands {}

    /** Takes a closing back; roles that open content have to be given anew. Refused like {@link CloseCase}. */
    record ReopenCase(@TargetAggregateIdentifier CaseKey key, String caseId, String reason, Actor actor)
            implements CaseCommands {}
}
