// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a workspace. */
public sealed interface WorkspaceCommands extends Command {
    WorkspaceId id();

    @Override
    default WorkspaceId workspace() {
        return id();
    }

    /**
     * Refused: {@code domain_taken}. Answers nothing; the same command again succeeds.
     *
     * <p>Refused as well: {@code invalid_arguments} for a region that has no shard.
     *
     * @param created epoch seconds
     * @param region label of the region that the workspace's data stay in; null for any
     */
    record FoundWorkspace(
            @TargetAggregateIdentifier WorkspaceId id,
            String name,
            String domain,
            long created,
            @Nullable String region,
            Actor actor)
            implements WorkspaceCommands {
        /** One that may lie in any region. */
        public FoundWorkspace(WorkspaceId id, String name, String domain, long created, Actor actor) {
            this(id, name, domain, created, null, actor);
        }
    }

    /**
     * Admits a person or bot. Refused: {@code username_taken email_taken not_admin}. Repeating it for the same user
     * succeeds without effect.
     */
    record AddPerson(
            @TargetAggregateIdentifier WorkspaceId id,
            UserId user,
            String handle,
            Role role,
            @Nullable Bot bot,
            Profile profile,
            boolean deactivated,
            Actor actor)
            implements WorkspaceCommands {}

    /**
     * Admits many at once, in order, silently skipping those who are already in; a taken handle or address is made
     * unique or dropped. Answers how many were new ({@code Integer}).
     */
    record ImportPeople(@TargetAggregateIdentifier WorkspaceId id, List<AddPerson> people, Actor actor)
            implements WorkspaceCommands {}

    /** Refused: {@code user_not_found not_admin last_primary_owner cannot_update_admin_user}. */
    record ChangeRole(@TargetAggregateIdentifier WorkspaceId id, UserId user, Role role, Actor actor)
            implements WorkspaceCommands {}

    /** Refused: {@code user_not_found not_admin last_primary_owner cannot_update_admin_user}. */
    record DeactivatePerson(@TargetAggregateIdentifier WorkspaceId id, UserId user, Actor actor)
            implements WorkspaceCommands {}

    /** Refused: {@code user_not_found not_admin}. */
    record ReactivatePerson(@TargetAggregateIdentifier WorkspaceId id, UserId user, Actor actor)
            implements WorkspaceCommands {}

    /** Makes the address unique before a profile takes it. Refused: {@code email_taken user_not_found}. */
    record ClaimEmail(@TargetAggregateIdentifier WorkspaceId id, UserId user, String email, Actor actor)
            implements WorkspaceCommands {}

    /**
     * Admits a person in the name of an identity provider. The handle is made of the user name. Repeating it for the same
     * user succeeds without effect. Refused: {@code username_taken email_taken not_admin cannot_update_admin_user}.
     *
     * @param userName the identity provider's name for the account, unique whatever its case
     * @param externalId the identity provider's id, null when it has none
     */
    record ProvisionPerson(
            @TargetAggregateIdentifier WorkspaceId id,
            UserId user,
            String userName,
            @Nullable String externalId,
            Role role,
            Profile profile,
            boolean active,
            Actor actor)
            implements WorkspaceCommands {}

    /**
     * Brings an account in line with what an identity provider says of it, all or nothing; the profile is set apart. Refused:
     * {@code user_not_found username_taken email_taken not_admin cannot_update_admin_user last_primary_owner}.
     *
     * @param userName as in {@link ProvisionPerson}; null to leave the account to whoever managed it before
     */
    record UpdateAccount(
            @TargetAggregateIdentifier WorkspaceId id,
            UserId user,
            @Nullable String userName,
            @Nullable String externalId,
            String email,
            Role role,
            boolean active,
            Actor actor)
            implements WorkspaceCommands {}

    /**
     * Has everything erased that the person wrote so far: messages, scheduled messages, topics and purposes, profiles. The
     * work is done by a job that survives a crash; {@code PersonErasureFinished} tells of its end. Refused: {@code
     * no_permission} to all but the operator, {@code user_not_found}.
     */
    record ErasePerson(
            @TargetAggregateIdentifier WorkspaceId id, UserId user, ErasureReason reason, String authority, Actor actor)
            implements WorkspaceCommands {}

    /** For the job: erases the profile that the person came in with. Answers and is refused like {@code EraseProfile}. */
    record EraseJoinedProfile(
            @TargetAggregateIdentifier WorkspaceId id,
            UserId user,
            long sequence,
            ErasureReason reason,
            String authority,
            Actor actor)
            implements WorkspaceCommands {}

    /** For the job: it is through. Again succeeds without effect. Refused: {@code no_permission}. */
    record FinishPersonErasure(
            @TargetAggregateIdentifier WorkspaceId id,
            UserId user,
            long started,
            Erasure erasure,
            long erased,
            long kept,
            Actor actor)
            implements WorkspaceCommands {}
}
