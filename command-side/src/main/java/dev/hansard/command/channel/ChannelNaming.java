// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelCommands;
import dev.hansard.api.ChannelEvents.ChannelCreated;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.command.workspace.ChannelNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Creates and renames channels: takes the name in the workspace and changes the channel in one unit of work. Both are on the
 * same shard, so they are one commit.
 */
@Component
class ChannelNaming {
    private final Repository<Channel> channels;
    private final ChannelNames names;

    ChannelNaming(Repository<Channel> channels, ChannelNames names) {
        this.channels = channels;
        this.names = names;
    }

    @CommandHandler
    void handle(ChannelCommands.CreateChannel c) throws Exception {
        Rejection.unless(!c.actor().role().isGuest(), ErrorCode.USER_IS_RESTRICTED);
        String name = ChannelName.require(c.name());
        ChannelNames.Names register = names.lock(c.channel().workspace());
        register.requireAvailable(c.channel().channel(), name);
        Aggregate<Channel> channel = channels.loadOrCreate(c.channel().toString(), Channel::new);
        if (channel.invoke(Channel::exists)) return;
        register.take(c.channel().channel(), name);
        ChannelKind kind = c.isPrivate() ? ChannelKind.PRIVATE : ChannelKind.PUBLIC;
        channel.execute(it -> it.create(new ChannelCreated(
                c.channel(),
                kind,
                name,
                c.actor().user(),
                members(c.actor(), c.members()),
                c.general(),
                c.now().getEpochSecond())));
    }

    @CommandHandler
    void handle(ChannelCommands.RenameChannel c) {
        ChannelNames.Names register = names.lock(c.channel().workspace());
        Aggregate<Channel> channel = channels.load(c.channel().toString());
        channel.execute(it -> it.settings().requireRenamable(c.actor()));
        String name = ChannelName.require(c.name());
        register.requireAvailable(c.channel().channel(), name);
        register.take(c.channel().channel(), name);
        channel.execute(it -> it.settings().rename(name, c.actor(), c.now()));
    }

    @CommandHandler
    String handle(ChannelCommands.ImportChannel c) throws Exception {
        Rejection.unless(c.actor().isOperator(), ErrorCode.NO_PERMISSION);
        ChannelNames.Names register = names.lock(c.channel().workspace());
        Aggregate<Channel> channel = channels.loadOrCreate(c.channel().toString(), Channel::new);
        String wanted = ChannelName.repair(c.name() == null ? "" : c.name());
        boolean named = !c.kind().isDirect();
        if (channel.invoke(Channel::exists)) {
            channel.execute(it -> new ChannelImport(c, null, false).addMembers(it.state()));
        } else if (named) {
            String name = available(wanted, c.channel(), register);
            register.take(c.channel().channel(), name);
            // A general channel under another name would be a second one.
            channel.execute(it -> new ChannelImport(c, name, c.general() && name.equals(wanted)).create());
        } else {
            channel.execute(it -> new ChannelImport(c, null, false).create());
        }
        String name = channel.invoke(it -> it.state().name());
        return name == null ? "" : name;
    }

    private static String available(String wanted, ChannelKey channel, ChannelNames.Names register) {
        String name = wanted;
        for (int n = 2; ; n++) {
            ChannelId owner = register.owner(name);
            if (owner == null || owner.equals(channel.channel())) return name;
            name = ChannelName.numbered(wanted, n);
        }
    }

    private static List<UserId> members(Actor creator, List<UserId> others) {
        Set<UserId> members = new LinkedHashSet<>();
        if (!creator.isOperator()) members.add(creator.user());
        members.addAll(others);
        return List.copyOf(members);
    }
}
