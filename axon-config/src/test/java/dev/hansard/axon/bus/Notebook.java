// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.AddReaction;
import dev.hansard.api.MessageCommands.PostMessage;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.MessageEvents.ReactionAdded;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.MetaKeys;
import dev.hansard.axon.store.OnceKey;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/** The smallest aggregate that can show how commands reach the record. */
@Revision("1")
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotTrigger", type = "notebook")
class Notebook {
    @AggregateIdentifier
    private String id;

    private Ts last = Ts.ZERO;
    private int posted;
    private Set<String> reactions = new HashSet<>();

    Notebook() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    int handle(PostMessage command, EventLog log, @MetaDataValue(MetaKeys.ONCE) String once) {
        String clientId = command.clientMsgId();
        if (once != null && clientId != null) {
            CommittedEvent first = log.once(
                    command.channel().toString(),
                    OnceKey.clientMessage(command.actor().user().value(), clientId));
            if (first != null) return -1;
        }
        Ts ts = Ts.after(last, command.now());
        AggregateLifecycle.apply(new MessagePosted(
                command.channel(),
                ts,
                command.actor().user(),
                null,
                null,
                Kind.PLAIN,
                null,
                false,
                command.clientMsgId(),
                null,
                command.content()));
        return posted;
    }

    @CommandHandler
    void handle(AddReaction command) {
        Rejection.unless(!reactions.contains(command.name()), ErrorCode.ALREADY_REACTED);
        AggregateLifecycle.apply(new ReactionAdded(
                command.channel(),
                command.ts(),
                command.actor().user(),
                command.name(),
                command.actor().user(),
                last));
    }

    @EventSourcingHandler
    void on(MessagePosted event) {
        ChannelKey channel = event.channel();
        id = channel.toString();
        last = event.ts();
        posted++;
    }

    @EventSourcingHandler
    void on(ReactionAdded event) {
        reactions.add(event.name());
    }
}
