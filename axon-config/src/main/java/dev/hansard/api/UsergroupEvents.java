// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/** The life of a user group: a named set of people, as identity providers manage them. */
public sealed interface UsergroupEvents extends DomainEvent {
    UsergroupKey usergroup();

    @Override
    default String streamId() {
        return usergroup().toString();
    }

    record UsergroupCreated(UsergroupKey usergroup, String name, UserId by) implements UsergroupEvents {}

    record UsergroupRenamed(UsergroupKey usergroup, String oldName, String name, UserId by)
            implements UsergroupEvents {}

    record UsergroupMemberAdded(UsergroupKey usergroup, UserId user, UserId by) implements UsergroupEvents {}

    record UsergroupMemberRemoved(UsergroupKey usergroup, UserId user, UserId by) implements UsergroupEvents {}

    /** For good; its name is free again. */
    record UsergroupDeleted(UsergroupKey usergroup, UserId by) implements UsergroupEvents {}
}
