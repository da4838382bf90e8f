// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to the messages of a conversation; all in the conversation's own stream. */
public sealed interface MessageEvents extends DomainEvent {
    ChannelKey channel();

    /** The message that it happened to (for scheduled messages, which have none yet, the moment of the event). */
    Ts ts();

    @Override
    default String streamId() {
        return channel().toString();
    }

    /** How a message presents itself. */
    enum Kind {
        PLAIN,
        /** {@code /me}: subtype {@code me_message}. */
        ME,
        /** A bot's post under another name or icon: subtype {@code bot_message}. */
        BOT
    }

    /**
     * @param bot the bot's id when a bot posted, else null
     * @param app the app that posted, null for people's own clients
     * @param thread the root's ts when this is a reply, else null
     * @param broadcast a reply that is shown in the channel too
     * @param clientMsgId the sending client's own id, which makes posting it twice harmless; null if it gave none
     * @param scheduled the id of the scheduled message that became this one, else null
     */
    record MessagePosted(
            ChannelKey channel,
            Ts ts,
            UserId author,
            @Nullable String bot,
            @Nullable String app,
            Kind kind,
            @Nullable Ts thread,
            boolean broadcast,
            @Nullable String clientMsgId,
            @Nullable String scheduled,
            @Nullable MessageContent content)
            implements MessageEvents, HasContent<MessageContent> {
        @Override
        public Class<MessageContent> contentType() {
            return MessageContent.class;
        }

        @Override
        public MessagePosted withContent(@Nullable MessageContent newContent) {
            return new MessagePosted(
                    channel, ts, author, bot, app, kind, thread, broadcast, clientMsgId, scheduled, newContent);
        }
    }

    /**
     * A message that was posted elsewhere and came in with an archive, at its original ts.
     *
     * @param subtype the archive's subtype, or null
     * @param editedBy who edited it last before the archive was made, or null
     * @param editedTs when, or null
     */
    record MessageImported(
            ChannelKey channel,
            Ts ts,
            UserId author,
            @Nullable String bot,
            @Nullable String subtype,
            @Nullable Ts thread,
            boolean broadcast,
            @Nullable String clientMsgId,
            @Nullable UserId editedBy,
            @Nullable Ts editedTs,
            @Nullable MessageContent content)
            implements MessageEvents, HasContent<MessageContent> {
        @Override
        public Class<MessageContent> contentType() {
            return MessageContent.class;
        }

        @Override
        public MessageImported withContent(@Nullable MessageContent newContent) {
            return new MessageImported(
                    channel, ts, author, bot, subtype, thread, broadcast, clientMsgId, editedBy, editedTs, newContent);
        }
    }

    /** The message {@code ts} got its first reply: from now on it is a thread's root, even if it is deleted. */
    record ThreadStarted(ChannelKey channel, Ts ts) implements MessageEvents {}

    /** @param broadcast true when a reply is shown in the channel from now on */
    record MessageEdited(
            ChannelKey channel,
            Ts ts,
            UserId editor,
            Ts editedTs,
            boolean broadcast,
            @Nullable MessageContent content) implements MessageEvents, HasContent<MessageContent> {
        @Override
        public Class<MessageContent> contentType() {
            return MessageContent.class;
        }

        @Override
        public MessageEdited withContent(@Nullable MessageContent newContent) {
            return new MessageEdited(channel, ts, editor, editedTs, broadcast, newContent);
        }
    }

    record MessageDeleted(ChannelKey channel, Ts ts, UserId by, Ts deletedTs) implements MessageEvents {}

    /**
     * What the message said, in all its versions, was erased. To members it is as if it had been deleted, if it was not
     * already. Names the post, its edits, and what was scheduled if it came from that.
     *
     * @param author of the message
     */
    record MessageErased(ChannelKey channel, Ts ts, UserId author, List<Long> sequences, Erasure erasure, Ts erasedTs)
            implements MessageEvents, Erases {
        public MessageErased {
            sequences = List.copyOf(sequences);
        }
    }

    /**
     * What the message said before it was edited was erased; what it says now stays, and members see no change.
     *
     * @param author of the message
     */
    record MessageRevisionsErased(
            ChannelKey channel, Ts ts, UserId author, List<Long> sequences, Erasure erasure, Ts erasedTs)
            implements MessageEvents, Erases {
        public MessageRevisionsErased {
            sequences = List.copyOf(sequences);
        }
    }

    record ReactionAdded(ChannelKey channel, Ts ts, UserId user, String name, UserId author, Ts eventTs)
            implements MessageEvents {}

    record ReactionRemoved(ChannelKey channel, Ts ts, UserId user, String name, UserId author, Ts eventTs)
            implements MessageEvents {}

    record MessagePinned(ChannelKey channel, Ts ts, UserId by, Ts eventTs) implements MessageEvents {}

    record MessageUnpinned(ChannelKey channel, Ts ts, UserId by, Ts eventTs) implements MessageEvents {}

    /**
     * @param scheduled {@code Q…}
     * @param postAt epoch seconds
     * @param ts the moment of scheduling
     */
    record MessageScheduled(
            ChannelKey channel,
            Ts ts,
            String scheduled,
            UserId author,
            @Nullable String bot,
            @Nullable String app,
            long postAt,
            @Nullable Ts thread,
            boolean broadcast,
            @Nullable MessageContent content)
            implements MessageEvents, HasContent<MessageContent> {
        @Override
        public Class<MessageContent> contentType() {
            return MessageContent.class;
        }

        @Override
        public MessageScheduled withContent(@Nullable MessageContent newContent) {
            return new MessageScheduled(
                    channel, ts, scheduled, author, bot, app, postAt, thread, broadcast, newContent);
        }
    }

    /** @param reason null when a person cancelled it, else the {@link ErrorCode} that kept it from being posted */
    record ScheduledMessageCancelled(
            ChannelKey channel,
            Ts ts,
            String scheduled,
            UserId by,
            @Nullable ErrorCode reason) implements MessageEvents {}

    /**
     * What a scheduled message was to say was erased; it had been cancelled before.
     *
     * @param ts the moment of the erasure
     */
    record ScheduledMessageErased(
            ChannelKey channel, Ts ts, String scheduled, UserId author, List<Long> sequences, Erasure erasure)
            implements MessageEvents, Erases {
        public ScheduledMessageErased {
            sequences = List.copyOf(sequences);
        }
    }
}
