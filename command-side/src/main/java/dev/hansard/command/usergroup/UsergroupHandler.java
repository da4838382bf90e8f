// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.usergroup;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.api.UsergroupCommands;
import dev.hansard.api.UsergroupKey;
import dev.hansard.command.workspace.UsergroupRegister;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Changes user groups: takes the name in the workspace and changes the group in one unit of work. Both are on the same
 * shard, so they are one commit.
 */
@Component
class UsergroupHandler {
    private final Repository<Usergroup> usergroups;
    private final UsergroupRegister register;

    UsergroupHandler(Repository<Usergroup> usergroups, UsergroupRegister register) {
        this.usergroups = usergroups;
        this.register = register;
    }

    @CommandHandler
    void handle(UsergroupCommands.CreateUsergroup c) throws Exception {
        UsergroupRegister.Entries entries = register.lock(c.workspace(), c.actor());
        requireName(c.name());
        Rejection.unless(c.members().size() <= UsergroupCommands.MOST_MEMBERS, ErrorCode.TOO_MANY_USERS);
        entries.requirePeople(c.members());
        Aggregate<Usergroup> group = usergroups.loadOrCreate(c.usergroup().toString(), Usergroup::new);
        if (group.invoke(Usergroup::exists)) return;
        entries.name(c.usergroup().usergroup(), c.name());
        UserId by = c.actor().user();
        group.execute(it -> {
            it.create(c.usergroup(), c.name(), by);
            it.change(c.members().stream().sorted().toList(), java.util.List.of(), by);
        });
    }

    @CommandHandler
    void handle(UsergroupCommands.ChangeUsergroup c) {
        UsergroupRegister.Entries entries = register.lock(c.workspace(), c.actor());
        Aggregate<Usergroup> group = load(c.usergroup());
        entries.requirePeople(c.added());
        group.execute(it -> it.requireRoom(c.added(), c.removed()));
        String name = c.name();
        UserId by = c.actor().user();
        if (name != null) {
            requireName(name);
            entries.name(c.usergroup().usergroup(), name);
            group.execute(it -> it.rename(name, by));
        }
        group.execute(it -> it.change(c.added(), c.removed(), by));
    }

    @CommandHandler
    void handle(UsergroupCommands.DeleteUsergroup c) {
        UsergroupRegister.Entries entries = register.lock(c.workspace(), c.actor());
        Aggregate<Usergroup> group = load(c.usergroup());
        entries.name(c.usergroup().usergroup(), null);
        group.execute(it -> it.delete(c.actor().user()));
    }

    private Aggregate<Usergroup> load(UsergroupKey key) {
        try {
            Aggregate<Usergroup> group = usergroups.load(key.toString());
            group.execute(Usergroup::requireThere);
            return group;
        } catch (AggregateNotFoundException e) {
            throw new Rejection(ErrorCode.NO_SUCH_SUBTEAM);
        }
    }

    private static void requireName(String name) {
        boolean good = !name.isBlank() && name.length() <= UsergroupCommands.LONGEST_NAME;
        Rejection.unless(good, ErrorCode.INVALID_NAME);
    }
}
