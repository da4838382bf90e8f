// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a workspace: its people, their roles, and the names taken by its channels. */
public sealed interface WorkspaceEvents extends DomainEvent {
    WorkspaceId id();

    @Override
    default String streamId() {
        return id().value();
    }

    /**
     * @param domain the first label of the workspace's host name, unique over the installation
     * @param created epoch seconds
     */
    record WorkspaceFounded(WorkspaceId id, String name, String domain, long created) implements WorkspaceEvents {}

    /**
     * @param handle the unique user name
     * @param bot set for bot users
     * @param emailHash lower-case hex hash for look-up and uniqueness, see {@link EmailHash}; null without an address
     */
    record PersonJoined(
            WorkspaceId id,
            UserId user,
            String handle,
            Role role,
            @Nullable Bot bot,
            @Nullable String emailHash,
            @Nullable Profile content)
            implements WorkspaceEvents, HasContent<Profile> {
        @Override
        public Class<Profile> contentType() {
            return Profile.class;
        }

        @Override
        public PersonJoined withContent(@Nullable Profile newContent) {
            return new PersonJoined(id, user, handle, role, bot, emailHash, newContent);
        }
    }

    record RoleChanged(WorkspaceId id, UserId user, Role role, UserId by) implements WorkspaceEvents {}

    record PersonDeactivated(WorkspaceId id, UserId user, UserId by) implements WorkspaceEvents {}

    record PersonReactivated(WorkspaceId id, UserId user, UserId by) implements WorkspaceEvents {}

    /** A person's e-mail address changed; null hash when it was removed. */
    record EmailClaimed(
            WorkspaceId id, UserId user, @Nullable String emailHash) implements WorkspaceEvents {}

    /** The person's unique user name is another one now; the old one is free. */
    record HandleChanged(WorkspaceId id, UserId user, String handle, UserId by) implements WorkspaceEvents {}

    /**
     * An identity provider manages the account, under names that {@link IdentityHash} stands for; both null when none does
     * any more.
     */
    record IdentityLinked(
            WorkspaceId id,
            UserId user,
            @Nullable String userNameHash,
            @Nullable String externalIdHash,
            UserId by) implements WorkspaceEvents {}

    /** The name now belongs to the user group; null frees the one it had. */
    record UsergroupNameTaken(
            WorkspaceId id, String usergroup, @Nullable String name) implements WorkspaceEvents {}

    /** The name now belongs to the channel; a name that it had before stays reserved for nobody. */
    record ChannelNameTaken(WorkspaceId id, ChannelId channel, String name) implements WorkspaceEvents {}

    /** The profile that the person came in with was erased. */
    record JoinedProfileErased(WorkspaceId id, UserId user, List<Long> sequences, Erasure erasure)
            implements WorkspaceEvents, Erases {
        public JoinedProfileErased {
            sequences = List.copyOf(sequences);
        }
    }

    /** Everything that the person wrote up to here is to be erased; a job does it, event by event. */
    record PersonErasureStarted(WorkspaceId id, UserId user, Erasure erasure) implements WorkspaceEvents {}

    /**
     * The job is through.
     *
     * @param started the place in the stream of the {@link PersonErasureStarted} that it did
     * @param erased messages, topics, purposes and profiles of the person that are erased now
     * @param kept those that a legal hold or a statutory minimum kept
     */
    record PersonErasureFinished(WorkspaceId id, UserId user, long started, Erasure erasure, long erased, long kept)
            implements WorkspaceEvents {}
}
