// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelCommands;
import dev.hansard.api.ChannelEvents.ChannelCreated;
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

    private static List<UserId> members(Actor creator, List<UserId> others) {
        Set<UserId> members = new LinkedHashSet<>();
        if (!creator.isOperator()) members.add(creator.user());
        members.addAll(others);
        return List.copyOf(members);
    }
}
