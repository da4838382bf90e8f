// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelKey;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Membership, for handlers outside the channel. */
@Component
public class Conversations {
    private final Repository<Channel> channels;

    Conversations(Repository<Channel> channels) {
        this.channels = channels;
    }

    /** Refuses with {@code not_in_channel}, or {@code channel_not_found} where the actor may not know of it. */
    public void requireMember(ChannelKey channel, Actor actor) {
        channels.load(channel.toString()).execute(it -> it.state().requireMember(actor));
    }
}
