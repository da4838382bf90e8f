// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.jspecify.annotations.Nullable;

/** Changes to what only the reader sees. They are state, kept in a table, and never events. */
public sealed interface ReaderCommands extends Command {
    /** Moves the actor's read mark, also backwards. Refused: {@code not_in_channel channel_not_found}. */
    record MarkRead(ChannelKey channel, Ts ts, Actor actor) implements ReaderCommands {
        @Override
        public WorkspaceId workspace() {
            return channel.workspace();
        }
    }

    /** Shows or hides a direct conversation in the actor's list. Answers false if it was so already. */
    record ShowConversation(ChannelKey channel, boolean open, Actor actor) implements ReaderCommands {
        @Override
        public WorkspaceId workspace() {
            return channel.workspace();
        }
    }

    /** Sets or ends manual away. */
    record SetPresence(WorkspaceId workspace, boolean away, Actor actor) implements ReaderCommands {}

    /** Where a reader stands. */
    record ReaderState(@Nullable Ts lastRead, boolean open) {}
}
