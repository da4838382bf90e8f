// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.ChannelCommands;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.MessageCommands;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.Views;
import dev.hansard.command.erasure.Permits;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A conversation. Its stream holds its messages too, so one sequence is the order that everyone sees; its state grows with
 * members and settings, never with messages.
 */
@Aggregate(type = "channel", cache = "aggregateCache", snapshotTriggerDefinition = "snapshotTrigger")
@Revision("1")
class Channel {
    /** Metadata of a command that is repeated because the store had seen its once key before. */
    private static final String ONCE = "once";

    @AggregateIdentifier
    private ChannelKey key;

    private ChannelState state = new ChannelState();
    private Timeline timeline = new Timeline();

    Channel() {}

    void create(ChannelEvents.ChannelCreated created) {
        if (!exists()) apply(created);
    }

    @CommandHandler
    boolean handle(ChannelCommands.JoinChannel c) {
        return membership().join(c);
    }

    @CommandHandler
    void handle(ChannelCommands.LeaveChannel c) {
        membership().leave(c);
    }

    @CommandHandler
    Views.Invited handle(ChannelCommands.InviteToChannel c) {
        return membership().invite(c);
    }

    @CommandHandler
    void handle(ChannelCommands.KickFromChannel c) {
        membership().kick(c);
    }

    @CommandHandler
    void handle(ChannelCommands.SetTopic c, Messages messages) {
        settings().topic(c, messages);
    }

    @CommandHandler
    void handle(ChannelCommands.SetPurpose c, Messages messages) {
        settings().purpose(c, messages);
    }

    @CommandHandler
    void handle(ChannelCommands.ArchiveChannel c) {
        settings().archive(c);
    }

    @CommandHandler
    void handle(ChannelCommands.UnarchiveChannel c) {
        settings().unarchive(c);
    }

    @CommandHandler
    MessageCommands.Posted handle(
            MessageCommands.PostMessage c, Messages messages, @MetaDataValue(ONCE) @Nullable String once) {
        return new Posting(key, state, timeline, messages).post(c, once != null);
    }

    @CommandHandler
    void handle(MessageCommands.EditMessage c, Messages messages) {
        new Revising(key, state, timeline, messages).edit(c);
    }

    @CommandHandler
    void handle(MessageCommands.DeleteMessage c, Messages messages) {
        new Revising(key, state, timeline, messages).delete(c);
    }

    @CommandHandler
    void handle(MessageCommands.AddReaction c, Messages messages) {
        reacting(messages).add(c);
    }

    @CommandHandler
    void handle(MessageCommands.RemoveReaction c, Messages messages) {
        reacting(messages).remove(c);
    }

    @CommandHandler
    void handle(MessageCommands.PinMessage c, Messages messages) {
        reacting(messages).pin(c);
    }

    @CommandHandler
    void handle(MessageCommands.UnpinMessage c, Messages messages) {
        reacting(messages).unpin(c);
    }

    @CommandHandler
    void handle(MessageCommands.ScheduleMessage c, Messages messages) {
        scheduling(messages).schedule(c);
    }

    @CommandHandler
    void handle(MessageCommands.CancelScheduledMessage c, Messages messages) {
        scheduling(messages).cancel(c);
    }

    @CommandHandler
    MessageCommands.@Nullable Posted handle(
            MessageCommands.PostScheduledMessage c, Messages messages, @MetaDataValue(ONCE) @Nullable String once) {
        return scheduling(messages).post(c, once != null);
    }

    @CommandHandler
    MessageCommands.ImportOutcome handle(MessageCommands.ImportMessages c, Messages messages) {
        return new Importing(key, timeline, messages).run(c);
    }

    @CommandHandler
    boolean handle(MessageCommands.EraseMessage c, Messages messages, Permits permits) {
        return new Erasing(key, timeline, messages, permits).message(c);
    }

    @CommandHandler
    boolean handle(MessageCommands.EraseRevisions c, Messages messages, Permits permits) {
        return new Erasing(key, timeline, messages, permits).revisions(c);
    }

    @CommandHandler
    boolean handle(MessageCommands.EraseScheduledMessage c, Messages messages, Permits permits) {
        return new Erasing(key, timeline, messages, permits).scheduled(c);
    }

    @CommandHandler
    boolean handle(ChannelCommands.EraseProse c, Messages messages, Permits permits) {
        return new Erasing(key, timeline, messages, permits).prose(c);
    }

    @EventSourcingHandler
    void on(ChannelEvents e, @SequenceNumber long sequence) {
        key = e.channel();
        state.on(e, sequence);
        timeline.on(e, sequence);
    }

    @EventSourcingHandler
    void on(MessageEvents e, @SequenceNumber long sequence) {
        timeline.on(e, sequence);
    }

    boolean exists() {
        return key != null;
    }

    ChannelState state() {
        return state;
    }

    Settings settings() {
        return new Settings(key, state, timeline);
    }

    private Membership membership() {
        return new Membership(key, state, timeline);
    }

    private Reacting reacting(Messages messages) {
        return new Reacting(key, state, timeline, messages);
    }

    private Scheduling scheduling(Messages messages) {
        return new Scheduling(key, state, timeline, messages);
    }
}
