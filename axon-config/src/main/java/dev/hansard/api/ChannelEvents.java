// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a conversation itself. An event with a {@code ts} is also shown as a notice in the channel's timeline;
 * a null {@code ts} means it happened silently (imports, direct messages).
 */
public sealed interface ChannelEvents extends DomainEvent {
    ChannelKey channel();

    @Override
    default String streamId() {
        return channel().toString();
    }

    /**
     * @param name null for direct messages
     * @param members who is in it from the start
     * @param general the workspace's one general channel, which nobody leaves
     * @param created epoch seconds
     */
    record ChannelCreated(
            ChannelKey channel,
            ChannelKind kind,
            @Nullable String name,
            UserId creator,
            List<UserId> members,
            boolean general,
            long created)
            implements ChannelEvents {}

    record ChannelRenamed(ChannelKey channel, UserId by, String oldName, String name, Ts ts) implements ChannelEvents {}

    /** @param inviter null when the person joined by itself */
    record MemberJoined(
            ChannelKey channel,
            UserId user,
            @Nullable UserId inviter,
            @Nullable Ts ts) implements ChannelEvents {}

    /** @param by the person itself when it left, else who removed it */
    record MemberLeft(
            ChannelKey channel,
            UserId user,
            UserId by,
            @Nullable Ts ts) implements ChannelEvents {}

    record TopicSet(
            ChannelKey channel,
            UserId by,
            @Nullable Ts ts,
            long at,
            @Nullable Prose content) implements ChannelEvents, HasContent<Prose> {
        @Override
        public Class<Prose> contentType() {
            return Prose.class;
        }

        @Override
        public TopicSet withContent(@Nullable Prose newContent) {
            return new TopicSet(channel, by, ts, at, newContent);
        }
    }

    record PurposeSet(
            ChannelKey channel,
            UserId by,
            @Nullable Ts ts,
            long at,
            @Nullable Prose content) implements ChannelEvents, HasContent<Prose> {
        @Override
        public Class<Prose> contentType() {
            return Prose.class;
        }

        @Override
        public PurposeSet withContent(@Nullable Prose newContent) {
            return new PurposeSet(channel, by, ts, at, newContent);
        }
    }

    record ChannelArchived(
            ChannelKey channel, UserId by, @Nullable Ts ts) implements ChannelEvents {}

    record ChannelUnarchived(
            ChannelKey channel, UserId by, @Nullable Ts ts) implements ChannelEvents {}

    /** Topics and purposes that one person set were erased. */
    record ProseErased(ChannelKey channel, UserId author, List<Long> sequences, Erasure erasure)
            implements ChannelEvents, Erases {
        public ProseErased {
            sequences = List.copyOf(sequences);
        }
    }
}
