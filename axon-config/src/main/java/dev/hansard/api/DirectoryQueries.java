// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Questions about who and where. A viewer sees only what it may: a private conversation that the viewer is not in does not
 * exist for it ({@code channel_not_found}); a guest sees its own channels only.
 */
public sealed interface DirectoryQueries extends Query {
    /** Answers {@link Views.WorkspaceView} or refuses with {@code team_not_found}. */
    record FindWorkspace(WorkspaceId workspace) implements DirectoryQueries {}

    /** By id, or domain, or name, over all shards. Answers {@link Views.WorkspaceView} or null. */
    record FindWorkspaceByName(String text) implements DirectoryQueries {
        @Override
        public @Nullable WorkspaceId workspace() {
            return null;
        }
    }

    /** @param hash of the token. Answers {@link Views.CredentialView} or null. */
    record FindCredential(WorkspaceId workspace, String hash) implements DirectoryQueries {}

    /** Answers {@link Views.PersonView} or null. */
    record FindPerson(PersonKey person) implements DirectoryQueries {
        @Override
        public WorkspaceId workspace() {
            return person.workspace();
        }
    }

    /** By id, handle or e-mail address. Answers {@link Views.PersonView} or null. */
    record FindPersonBy(
            WorkspaceId workspace,
            @Nullable String handle,
            @Nullable String email) implements DirectoryQueries {}

    /** @param bot bot id {@code B…}. Answers {@link Views.PersonView} or null. */
    record FindBot(WorkspaceId workspace, String bot) implements DirectoryQueries {}

    /** Ordered by user id. Answers {@code Views.Page<PersonView>}. */
    record ListPeople(WorkspaceId workspace, @Nullable String cursor, int limit) implements DirectoryQueries {}

    /** Answers {@link Views.ChannelView}, or refuses with {@code channel_not_found}. */
    record FindChannel(ChannelKey channel, Actor viewer) implements DirectoryQueries {
        @Override
        public WorkspaceId workspace() {
            return channel.workspace();
        }
    }

    /** By name without {@code #}. Answers {@link Views.ChannelView}, or refuses with {@code channel_not_found}. */
    record FindChannelByName(WorkspaceId workspace, String name, Actor viewer) implements DirectoryQueries {}

    /**
     * What the viewer can see, ordered by channel id. Answers {@code Views.Page<ChannelView>}.
     *
     * @param memberOf only conversations of this person, else null
     */
    record ListChannels(
            WorkspaceId workspace,
            Set<ChannelKind> kinds,
            boolean excludeArchived,
            @Nullable UserId memberOf,
            @Nullable String cursor,
            int limit,
            Actor viewer)
            implements DirectoryQueries {}

    /** Ordered by user id. Answers {@code Views.Page<UserId>}, or refuses with {@code channel_not_found}. */
    record ListMembers(ChannelKey channel, @Nullable String cursor, int limit, Actor viewer)
            implements DirectoryQueries {
        @Override
        public WorkspaceId workspace() {
            return channel.workspace();
        }
    }

    /** Answers {@link Views.Memberships}; the door uses it to route pushes. */
    record FindMemberships(PersonKey person) implements DirectoryQueries {
        @Override
        public WorkspaceId workspace() {
            return person.workspace();
        }
    }
}
