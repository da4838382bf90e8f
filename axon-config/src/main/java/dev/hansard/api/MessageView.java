// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as readers see it, from its own event and what hangs on it. Used for answers and pushes alike, so that both
 * say the same.
 *
 * @param subtype Slack's subtype, or null for a plain message
 * @param bot the bot's id when a bot posted
 * @param app the app that posted, or null
 * @param content never null; {@link MessageContent#ERASED} where it is gone
 * @param thread the root's ts for replies and for roots that have a thread, else null
 * @param broadcast a reply that is shown in the channel too
 * @param notice further fields of a notice, else null
 * @param summary of the thread, for roots that have replies
 */
public record MessageView(
        ChannelKey channel,
        Ts ts,
        @Nullable String subtype,
        UserId author,
        @Nullable String bot,
        @Nullable String app,
        MessageContent content,
        @Nullable Ts thread,
        boolean broadcast,
        @Nullable String clientMsgId,
        @Nullable Edited edited,
        @Nullable Notice notice,
        @Nullable ThreadSummary summary,
        List<Reaction> reactions,
        @Nullable Pinned pinned,
        @Nullable UserId parentAuthor) {
    /** Slack's text for a deleted root whose thread lives on. */
    public static final String TOMBSTONE_TEXT = "This message was deleted.";

    public record Edited(UserId by, Ts ts) {}

    public record Pinned(UserId by, Ts at) {}

    public record Reaction(String name, List<UserId> users) {}

    /** @param users all who replied, in the order of their first reply */
    public record ThreadSummary(int replies, List<UserId> users, Ts latest) {}

    /**
     * What a notice tells beyond its text.
     *
     * @param inviter for {@code channel_join}
     * @param text the topic or purpose, or the new name
     * @param oldName for {@code channel_name}
     */
    public record Notice(
            @Nullable UserId inviter,
            @Nullable String text,
            @Nullable String oldName) {}

    public boolean isReply() {
        return thread != null && !thread.equals(ts);
    }

    /** The view of a message right after {@code event}, which made it; null if the event made no message. */
    public static @Nullable MessageView origin(DomainEvent event) {
        return MessageViews.origin(event);
    }

    public MessageView withEdit(MessageEvents.MessageEdited edit) {
        MessageContent now = edit.content() == null ? MessageContent.ERASED : edit.content();
        return new MessageView(
                channel,
                ts,
                subtype,
                author,
                bot,
                app,
                now,
                thread,
                broadcast || edit.broadcast(),
                clientMsgId,
                new Edited(edit.editor(), edit.editedTs()),
                notice,
                summary,
                reactions,
                pinned,
                parentAuthor);
    }

    /** What hangs on the message, as a read model knows it. */
    public MessageView withAttached(
            @Nullable ThreadSummary newSummary,
            List<Reaction> newReactions,
            @Nullable Pinned newPinned,
            @Nullable UserId newParentAuthor) {
        Ts root = newSummary != null && thread == null ? ts : thread;
        return new MessageView(
                channel,
                ts,
                subtype,
                author,
                bot,
                app,
                content,
                root,
                broadcast,
                clientMsgId,
                edited,
                notice,
                newSummary,
                newReactions,
                newPinned,
                newParentAuthor);
    }

    /** What is left in the timeline of a deleted root while its thread lives. */
    public MessageView tombstone() {
        return new MessageView(
                channel,
                ts,
                "tombstone",
                UserId.SLACKBOT,
                null,
                null,
                MessageContent.ofText(TOMBSTONE_TEXT),
                ts,
                false,
                null,
                null,
                null,
                summary,
                List.of(),
                null,
                null);
    }
}
