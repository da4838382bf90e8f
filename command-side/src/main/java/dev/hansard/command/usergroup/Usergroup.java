// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.usergroup;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.api.UsergroupCommands;
import dev.hansard.api.UsergroupEvents;
import dev.hansard.api.UsergroupKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * A user group: its name and who is in it.
 *
 * <p>Not cached: commands are rare.
 */
@Aggregate(type = "usergroup", snapshotTriggerDefinition = "snapshotTrigger")
@Revision("1")
class Usergroup {
    @AggregateIdentifier
    private UsergroupKey key;

    private String name = "";
    private Set<UserId> members = new HashSet<>();
    private boolean deleted;

    Usergroup() {}

    boolean exists() {
        return key != null;
    }

    void requireThere() {
        Rejection.unless(exists() && !deleted, ErrorCode.NO_SUCH_SUBTEAM);
    }

    void create(UsergroupKey usergroup, String newName, UserId by) {
        apply(new UsergroupEvents.UsergroupCreated(usergroup, newName, by));
    }

    void rename(String newName, UserId by) {
        if (!newName.equals(name)) apply(new UsergroupEvents.UsergroupRenamed(key, name, newName, by));
    }

    /** Refuses with {@code too_many_users}. */
    void requireRoom(Collection<UserId> added, Collection<UserId> removed) {
        var after = new HashSet<>(members);
        removed.forEach(after::remove);
        after.addAll(added);
        Rejection.unless(after.size() <= UsergroupCommands.MOST_MEMBERS, ErrorCode.TOO_MANY_USERS);
    }

    void change(Collection<UserId> added, Collection<UserId> removed, UserId by) {
        for (UserId user : removed) {
            if (members.contains(user)) apply(new UsergroupEvents.UsergroupMemberRemoved(key, user, by));
        }
        for (UserId user : added) {
            if (!members.contains(user)) apply(new UsergroupEvents.UsergroupMemberAdded(key, user, by));
        }
    }

    void delete(UserId by) {
        apply(new UsergroupEvents.UsergroupDeleted(key, by));
    }

    @EventSourcingHandler
    void on(UsergroupEvents event) {
        key = event.usergroup();
        switch (event) {
            case UsergroupEvents.UsergroupCreated e -> name = e.name();
            case UsergroupEvents.UsergroupRenamed e -> name = e.name();
            case UsergroupEvents.UsergroupMemberAdded e -> members.add(e.user());
            case UsergroupEvents.UsergroupMemberRemoved e -> members.remove(e.user());
            case UsergroupEvents.UsergroupDeleted e -> deleted = true;
        }
    }
}
