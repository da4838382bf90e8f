// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked about messages; all of it of the conversation they are in. */
public sealed interface MessageCommands extends Command {
    ChannelKey channel();

    @Override
    default WorkspaceId workspace() {
        return channel().workspace();
    }

    /**
     * Posts a message. Answers {@link Posted}. Refused: {@code not_in_channel is_archived no_text thread_not_found
     * cannot_reply_to_message user_is_restricted channel_not_found}. The same {@code clientMsgId} of the same author
     * gives the first message back.
     *
     * @param thread the root to reply to, or null
     */
    record PostMessage(
            @TargetAggregateIdentifier ChannelKey channel,
            MessageEvents.Kind kind,
            @Nullable Ts thread,
            boolean broadcast,
            @Nullable String clientMsgId,
            MessageContent content,
            Instant now,
            Actor actor)
            implements MessageCommands {}

    /**
     * @param message the message as everyone will see it
     * @param duplicate it had been posted before
     */
    record Posted(MessageView message, boolean duplicate) {}

    /**
     * Refused: {@code message_not_found cant_update_message} (not the author, or a notice) {@code is_archived
     * not_in_channel no_text}. Unchanged content yields no event.
     */
    record EditMessage(
            @TargetAggregateIdentifier ChannelKey channel,
            Ts ts,
            MessageContent content,
            boolean broadcast,
            Instant now,
            Actor actor)
            implements MessageCommands {}

    /** Refused: {@code message_not_found cant_delete_message is_archived}. */
    record DeleteMessage(@TargetAggregateIdentifier ChannelKey channel, Ts ts, Instant now, Actor actor)
            implements MessageCommands {}

    /** Refused: {@code already_reacted message_not_found not_in_channel is_archived too_many_emoji too_many_reactions}. */
    record AddReaction(@TargetAggregateIdentifier ChannelKey channel, Ts ts, String name, Instant now, Actor actor)
            implements MessageCommands {}

    /** Refused: {@code no_reaction message_not_found not_in_channel is_archived}. */
    record RemoveReaction(@TargetAggregateIdentifier ChannelKey channel, Ts ts, String name, Instant now, Actor actor)
            implements MessageCommands {}

    /** Refused: {@code already_pinned message_not_found not_in_channel is_archived too_many_pins not_pinnable}. */
    record PinMessage(@TargetAggregateIdentifier ChannelKey channel, Ts ts, Instant now, Actor actor)
            implements MessageCommands {}

    /** Refused: {@code no_pin message_not_found not_in_channel is_archived}. */
    record UnpinMessage(@TargetAggregateIdentifier ChannelKey channel, Ts ts, Instant now, Actor actor)
            implements MessageCommands {}

    /**
     * Refused like {@link PostMessage}, and {@code time_in_past time_too_far restricted_too_many}.
     *
     * @param scheduled fresh id {@code Q…}
     * @param postAt epoch seconds
     */
    record ScheduleMessage(
            @TargetAggregateIdentifier ChannelKey channel,
            String scheduled,
            long postAt,
            @Nullable Ts thread,
            boolean broadcast,
            MessageContent content,
            Instant now,
            Actor actor)
            implements MessageCommands {}

    /** Refused: {@code invalid_scheduled_message_id} when it is unknown, posted, cancelled or another author's. */
    record CancelScheduledMessage(
            @TargetAggregateIdentifier ChannelKey channel, String scheduled, Instant now, Actor actor)
            implements MessageCommands {}

    /**
     * Posts a scheduled message whose time has come, once however often it is asked; if its author may no longer post,
     * it is cancelled with the reason. For the scheduler only.
     */
    record PostScheduledMessage(
            @TargetAggregateIdentifier ChannelKey channel, String scheduled, Instant now, Actor actor)
            implements MessageCommands {}

    /** A message as an archive tells it, with what hangs on it. */
    record ImportedMessage(
            Ts ts,
            UserId author,
            @Nullable String bot,
            @Nullable String subtype,
            @Nullable Ts thread,
            boolean broadcast,
            @Nullable String clientMsgId,
            @Nullable UserId editedBy,
            @Nullable Ts editedTs,
            MessageContent content,
            List<ImportedReaction> reactions,
            @Nullable UserId pinnedBy) {}

    record ImportedReaction(String name, List<UserId> users) {}

    /** @param skipped messages left out, with the reason ({@code thread_not_found}), never those that are in already */
    record ImportOutcome(int imported, int alreadyThere, List<SkippedMessage> skipped) {}

    record SkippedMessage(Ts ts, ErrorCode reason) {}

    /**
     * Messages of an archive, ascending by ts, as one atomic step; those whose ts is taken are already there and are
     * left alone. Only for the operator. Answers {@link ImportOutcome}.
     */
    record ImportMessages(@TargetAggregateIdentifier ChannelKey channel, List<ImportedMessage> messages, Actor actor)
            implements MessageCommands {}

    /**
     * Erases what a message said, in all its versions, deleted or not. Answers whether there was something left to erase
     * ({@code Boolean}); asking again is harmless. Refused: {@code no_permission} to all but the operator, {@code
     * message_not_found}, {@code cant_delete_message} for a notice, {@code compliance_exports_prevent_deletion} under a
     * legal hold or statutory minimum (see {@code ErasureGuard}).
     *
     * @param authority see {@link Erasure#authority}
     */
    record EraseMessage(
            @TargetAggregateIdentifier ChannelKey channel,
            Ts ts,
            ErasureReason reason,
            String authority,
            Instant now,
            Actor actor)
            implements MessageCommands {}

    /**
     * Erases what a message said before its last edit. Answers and is refused like {@link EraseMessage}; of a deleted message
     * nothing is current, so that is for {@link EraseMessage}: {@code message_not_found}.
     */
    record EraseRevisions(
            @TargetAggregateIdentifier ChannelKey channel,
            Ts ts,
            ErasureReason reason,
            String authority,
            Instant now,
            Actor actor)
            implements MessageCommands {}

    /**
     * Erases what a scheduled message was to say, and cancels it if it still waits. Not for one that was posted: {@link
     * EraseMessage} takes that along. Answers and is refused like {@link EraseMessage}, and {@code
     * invalid_scheduled_message_id}.
     *
     * @param sequence the place in the channel's stream of the event that scheduled it
     */
    record EraseScheduledMessage(
            @TargetAggregateIdentifier ChannelKey channel,
            String scheduled,
            long sequence,
            ErasureReason reason,
            String authority,
            Instant now,
            Actor actor)
            implements MessageCommands {}
}
