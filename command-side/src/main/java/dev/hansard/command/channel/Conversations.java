// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import java.util.Optional;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Membership, for handlers outside the channel. */
@Component
public class Conversations {
    private final Repository<Channel> channels;

    Conversations(Repository<Channel> channels) {
        this.channels = channels;
    }

    /**
     * Refuses with {@code not_in_channel}, or {@code channel_not_found} where the actor may not know of it. Does not keep
     * the channel locked.
     */
    public void requireMember(ChannelKey channel, Actor actor) {
        Optional<ErrorCode> refusal = look(channel, actor);
        if (refusal.isPresent()) throw new Rejection(refusal.get());
    }

    /**
     * In a unit of work beside the caller's: a lock lasts as long as the unit of work that took it, also one that was taken
     * in a nested one, and whoever marks a channel as read must not hold up those who post.
     */
    private Optional<ErrorCode> look(ChannelKey channel, Actor actor) {
        UnitOfWork<?> callers = CurrentUnitOfWork.get();
        CurrentUnitOfWork.clear(callers);
        try {
            var result = DefaultUnitOfWork.<Message<?>>startAndGet(null)
                    .executeWithResult(() -> channels.load(channel.toString())
                            .invoke(it -> Optional.ofNullable(it.state().refusal(actor))));
            // As it is: the bus knows what a missing channel or a silent store mean.
            if (result.isExceptional() && result.exceptionResult() instanceof RuntimeException failure) throw failure;
            return result.getPayload();
        } finally {
            CurrentUnitOfWork.set(callers);
        }
    }
}
