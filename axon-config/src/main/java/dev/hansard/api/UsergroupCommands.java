// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What admins can ask of a user group. All are refused with {@code not_admin} to everybody else. */
public sealed interface UsergroupCommands extends Command {
    /** Most people in a group. */
    int MOST_MEMBERS = 5_000;
    /** Longest name, in characters. */
    int LONGEST_NAME = 255;

    UsergroupKey usergroup();

    @Override
    default WorkspaceId workspace() {
        return usergroup().workspace();
    }

    /**
     * The same group again succeeds without effect. Refused: {@code name_already_exists invalid_name user_not_found
     * too_many_users}.
     */
    record CreateUsergroup(
            @TargetAggregateIdentifier UsergroupKey usergroup, String name, Set<UserId> members, Actor actor)
            implements UsergroupCommands {
        public CreateUsergroup {
            members = Set.copyOf(members);
        }
    }

    /**
     * Renames the group and changes who is in it, all or nothing. Adding who is in it and removing who is not changes
     * nothing. Refused: {@code no_such_subteam name_already_exists invalid_name user_not_found too_many_users}.
     *
     * @param name null to leave it
     */
    record ChangeUsergroup(
            @TargetAggregateIdentifier UsergroupKey usergroup,
            @Nullable String name,
            List<UserId> added,
            List<UserId> removed,
            Actor actor)
            implements UsergroupCommands {
        public ChangeUsergroup {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }

    /** Refused: {@code no_such_subteam}. */
    record DeleteUsergroup(@TargetAggregateIdentifier UsergroupKey usergroup, Actor actor)
            implements UsergroupCommands {}
}
