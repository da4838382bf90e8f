// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a conversation. {@code now} is the sender's clock; the channel never lets time run backwards. */
public sealed interface ChannelCommands extends Command {
    ChannelKey channel();

    @Override
    default WorkspaceId workspace() {
        return channel().workspace();
    }

    /** Another person that a command is about, with the role that decides what may be done with it. */
    record Subject(UserId user, Role role) {}

    /**
     * Creates a public or private channel under a fresh id and takes its name. Refused: {@code name_taken invalid_name_*
     * user_is_restricted}. Not targeted: the naming handler takes the name in the workspace first.
     *
     * @param members who is in from the start; the creator (unless the operator) is added
     */
    record CreateChannel(
            ChannelKey channel,
            boolean isPrivate,
            String name,
            List<UserId> members,
            boolean general,
            Instant now,
            Actor actor)
            implements ChannelCommands {}

    /** Refused: {@code name_taken invalid_name_* not_in_channel not_authorized is_archived}. */
    record RenameChannel(ChannelKey channel, String name, Instant now, Actor actor) implements ChannelCommands {}

    /**
     * Opens the direct conversation of exactly these people, the actor among them; see {@link Ids#directConversation}.
     * Answers true if it existed already.
     */
    record OpenDirect(@TargetAggregateIdentifier ChannelKey channel, List<UserId> people, Instant now, Actor actor)
            implements ChannelCommands {}

    /**
     * Answers false if the person was already in. Refused: {@code is_archived method_not_supported_for_channel_type
     * channel_not_found} (private) {@code user_is_restricted} (guests are invited, they do not join).
     */
    record JoinChannel(@TargetAggregateIdentifier ChannelKey channel, Instant now, Actor actor)
            implements ChannelCommands {}

    /** Refused: {@code not_in_channel cant_leave_general is_archived last_member} (private) and {@code user_is_restricted}. */
    record LeaveChannel(@TargetAggregateIdentifier ChannelKey channel, Instant now, Actor actor)
            implements ChannelCommands {}

    /**
     * Answers {@link Views.Invited} with the refusals by person, none when all are in now; those who can be invited
     * are. Refused as a whole: {@code not_in_channel is_archived method_not_supported_for_channel_type}.
     *
     * @param guestsElsewhere the single-channel guests among them who already have their one channel
     */
    record InviteToChannel(
            @TargetAggregateIdentifier ChannelKey channel,
            List<Subject> people,
            List<UserId> guestsElsewhere,
            Instant now,
            Actor actor)
            implements ChannelCommands {}

    /** Refused: {@code cant_kick_self cant_kick_from_general not_in_channel restricted_action is_archived}. */
    record KickFromChannel(@TargetAggregateIdentifier ChannelKey channel, Subject person, Instant now, Actor actor)
            implements ChannelCommands {}

    /** Refused: {@code too_long not_in_channel is_archived user_is_restricted}. */
    record SetTopic(@TargetAggregateIdentifier ChannelKey channel, String topic, Instant now, Actor actor)
            implements ChannelCommands {}

    /** Refused: {@code too_long not_in_channel is_archived user_is_restricted}. */
    record SetPurpose(@TargetAggregateIdentifier ChannelKey channel, String purpose, Instant now, Actor actor)
            implements ChannelCommands {}

    /** Refused: {@code already_archived cant_archive_general not_in_channel restricted_action}. */
    record ArchiveChannel(@TargetAggregateIdentifier ChannelKey channel, Instant now, Actor actor)
            implements ChannelCommands {}

    /** Refused: {@code not_archived restricted_action}. */
    record UnarchiveChannel(@TargetAggregateIdentifier ChannelKey channel, Instant now, Actor actor)
            implements ChannelCommands {}

    /** A setting as an archive tells it. */
    record ImportedProse(String text, UserId by, long at) {}

    /**
     * A conversation as an archive tells it; members who are in already stay. A name that another channel holds gets a
     * suffix. Only for the operator. Answers the name it has now (empty for direct messages).
     */
    record ImportChannel(
            ChannelKey channel,
            ChannelKind kind,
            @Nullable String name,
            UserId creator,
            long created,
            boolean general,
            boolean archived,
            List<UserId> members,
            @Nullable ImportedProse topic,
            @Nullable ImportedProse purpose,
            Actor actor)
            implements ChannelCommands {}

    /**
     * Erases a topic or purpose. Answers whether there was something left to erase ({@code Boolean}). Refused: {@code
     * no_permission} to all but the operator, {@code compliance_exports_prevent_deletion}.
     *
     * @param sequence the place in the channel's stream of the event that set it
     */
    record EraseProse(
            @TargetAggregateIdentifier ChannelKey channel,
            long sequence,
            ErasureReason reason,
            String authority,
            Instant now,
            Actor actor)
            implements ChannelCommands {}
}
