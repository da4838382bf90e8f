// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.jspecify.annotations.Nullable;

/** Questions about messages. All check that the viewer may read the conversation. */
public sealed interface MessageQueries extends Query {
    /**
     * Newest first, roots, broadcasts and notices only. Answers {@link Views.MessagePage}. Refused: {@code
     * channel_not_found not_in_channel invalid_cursor}.
     */
    record FindHistory(
            ChannelKey channel,
            Ts oldest,
            Ts latest,
            boolean inclusive,
            int limit,
            @Nullable String cursor,
            Actor viewer)
            implements MessageQueries {
        @Override
        public WorkspaceId workspace() {
            return channel.workspace();
        }
    }

    /** The root first, then replies oldest first. Answers {@link Views.MessagePage}. Refused: also {@code thread_not_found}. */
    record FindReplies(
            ChannelKey channel,
            Ts ts,
            Ts oldest,
            Ts latest,
            boolean inclusive,
            int limit,
            @Nullable String cursor,
            Actor viewer)
            implements MessageQueries {
        @Override
        public WorkspaceId workspace() {
            return channel.workspace();
        }
    }

    /** Answers {@link MessageView} or null where there is none or it was deleted. */
    record FindMessage(ChannelKey channel, Ts ts, Actor viewer) implements MessageQueries {
        @Override
        public WorkspaceId workspace() {
            return channel.workspace();
        }
    }

    /** Newest pin first. Answers {@code List<MessageView>}. */
    record ListPins(ChannelKey channel, Actor viewer) implements MessageQueries {
        @Override
        public WorkspaceId workspace() {
            return channel.workspace();
        }
    }

    /** Messages after the viewer's read mark that others posted. Answers {@link Views.Unread}. */
    record CountUnread(ChannelKey channel, Actor viewer) implements MessageQueries {
        @Override
        public WorkspaceId workspace() {
            return channel.workspace();
        }
    }

    /**
     * The viewer's own scheduled messages that are still to come, by time. Answers {@code Views.Page<ScheduledView>}.
     *
     * @param only this conversation, or null for all
     * @param oldest not before this, epoch seconds
     * @param latest not after this, epoch seconds; 0 for no bound
     */
    record ListScheduled(
            WorkspaceId workspace,
            @Nullable ChannelId only,
            long oldest,
            long latest,
            @Nullable String cursor,
            int limit,
            Actor viewer)
            implements MessageQueries {}
}
