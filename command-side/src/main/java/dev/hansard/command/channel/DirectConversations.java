// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import dev.hansard.api.ChannelCommands.OpenDirect;
import dev.hansard.api.ChannelEvents.ChannelCreated;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Ids;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Opens direct conversations. Stands outside the aggregate because a refusal must come before the aggregate is made: Axon
 * caches at commit what was made, also when nothing was applied to it.
 */
@Component
class DirectConversations {
    /** The one who opens it, and eight others. */
    static final int MAX_PEOPLE = 9;

    private final Repository<Channel> channels;

    DirectConversations(Repository<Channel> channels) {
        this.channels = channels;
    }

    @CommandHandler
    boolean handle(OpenDirect c) throws Exception {
        List<UserId> people = c.people().stream().distinct().sorted().toList();
        Rejection.unless(!people.isEmpty(), ErrorCode.NOT_ENOUGH_USERS);
        Rejection.unless(people.size() <= MAX_PEOPLE, ErrorCode.TOO_MANY_USERS);
        boolean ours = people.contains(c.actor().user()) || c.actor().isOperator();
        boolean theirs = Ids.directConversation(c.channel().workspace(), people)
                .equals(c.channel().channel());
        Rejection.unless(ours && theirs, ErrorCode.CHANNEL_NOT_FOUND);
        var created = new ChannelCreated(
                c.channel(),
                people.size() > 2 ? ChannelKind.MPIM : ChannelKind.IM,
                null,
                c.actor().user(),
                people,
                false,
                c.now().getEpochSecond());
        return channels.loadOrCreate(c.channel().toString(), Channel::new).invoke(channel -> {
            boolean existed = channel.exists();
            channel.create(created);
            return existed;
        });
    }
}
