// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked about keeping and erasing. All of it is for admins of the workspace and the operator. */
public sealed interface PreservationCommands extends Command {
    PreservationKey key();

    @Override
    default WorkspaceId workspace() {
        return key().workspace();
    }

    /**
     * From the moment that this is answered nothing that the hold covers is erased. The same hold again succeeds without
     * effect. Refused: {@code not_an_admin} unless an owner or the operator asks, {@code invalid_arguments} without name or
     * reason, or for a range of time that ends before it begins.
     *
     * @param hold fresh id {@code H…}
     */
    record CreateHold(
            @TargetAggregateIdentifier PreservationKey key, String hold, HoldScope scope, HoldText text, Actor actor)
            implements PreservationCommands {}

    /**
     * Like {@link CreateHold}, on the word of somebody who investigates a case of ours; the hold is made part of the case by
     * {@link CaseCommands.AttachHold}. Refused: {@code not_authorized case_not_found case_closed invalid_arguments}.
     */
    record CreateCaseHold(
            @TargetAggregateIdentifier PreservationKey key,
            String hold,
            String caseId,
            HoldScope scope,
            HoldText text,
            Actor actor)
            implements PreservationCommands {}

    /**
     * Adds custodians, channels, words, or a wider range of time. Refused like {@link CreateHold}, and {@code
     * hold_not_found}, {@code hold_released}, {@code invalid_arguments} for what would make it cover less: people,
     * channels or words where it covers all.
     */
    record ExtendHold(
            @TargetAggregateIdentifier PreservationKey key, String hold, HoldScope more, HoldText text, Actor actor)
            implements PreservationCommands {}

    /** What waited for it is then erased, unless another hold covers it. Releasing twice succeeds. Refused: {@code hold_not_found}. */
    record ReleaseHold(@TargetAggregateIdentifier PreservationKey key, String hold, String reason, Actor actor)
            implements PreservationCommands {}

    /** Covers again what it covered, as far as it is still there. Refused: {@code hold_not_found}. */
    record ReactivateHold(@TargetAggregateIdentifier PreservationKey key, String hold, String reason, Actor actor)
            implements PreservationCommands {}

    /**
     * Sets or removes a rule. One that erases more than before waits for a second person (unless the installation does
     * without), then for the period of grace; asking for the same as another person already did is an approval. Answers
     * {@link RetentionChange}. Refused: {@code not_an_admin retention_override_not_allowed}.
     *
     * @param change fresh id {@code P…}
     * @param rule null to remove
     * @param kind of the conversation, for a rule of one conversation; else null
     */
    record SetRetention(
            @TargetAggregateIdentifier PreservationKey key,
            String change,
            RetentionScope scope,
            @Nullable RetentionRule rule,
            @Nullable ChannelKind kind,
            Instant now,
            Actor actor)
            implements PreservationCommands {}

    /**
     * What became of a change.
     *
     * @param change the id under which it can be approved
     * @param waiting whether a second person has to approve it
     * @param effective epoch seconds; 0 while it waits
     */
    record RetentionChange(String change, boolean waiting, long effective) {}

    /** Answers {@link RetentionChange}. Refused: {@code not_an_admin change_not_found}, {@code restricted_action} to whom asked for it. */
    record ApproveRetention(@TargetAggregateIdentifier PreservationKey key, String change, Instant now, Actor actor)
            implements PreservationCommands {}

    /** Refused: {@code not_an_admin change_not_found}. */
    record CancelRetention(@TargetAggregateIdentifier PreservationKey key, String change, Actor actor)
            implements PreservationCommands {}

    /**
     * Has something erased as soon as no hold and no statutory minimum stands against it. Refused: {@code no_permission} to
     * all but the operator, {@code invalid_arguments}.
     *
     * @param request fresh id {@code E…}
     * @param authority see {@link Erasure#authority}
     */
    record RequestErasure(
            @TargetAggregateIdentifier PreservationKey key,
            String request,
            ErasureTarget target,
            ErasureReason reason,
            String authority,
            Actor actor)
            implements PreservationCommands {}

    /** For the job: it is done. Again succeeds without effect. Refused: {@code no_permission}. */
    record FulfilErasure(@TargetAggregateIdentifier PreservationKey key, String request, Actor actor)
            implements PreservationCommands {}

    /**
     * Answers the id of the run that is under way ({@code String}), which is an earlier one if that has not finished.
     * Refused: {@code not_an_admin}.
     *
     * @param run fresh id {@code R…}
     */
    record StartRetentionRun(
            @TargetAggregateIdentifier PreservationKey key, String run, PreservationEvents.RunCause cause, Actor actor)
            implements PreservationCommands {}

    /** For the job. Again succeeds without effect. Refused: {@code no_permission}. */
    record FinishRetentionRun(
            @TargetAggregateIdentifier PreservationKey key, String run, RetentionReport report, Actor actor)
            implements PreservationCommands {}
}
