// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How each event that makes a message (or a notice) is first seen. */
final class MessageViews {
    private MessageViews() {}

    static @Nullable MessageView origin(DomainEvent event) {
        return switch (event) {
            case MessageEvents.MessagePosted e ->
                new MessageView(
                        e.channel(),
                        e.ts(),
                        subtype(e),
                        e.author(),
                        e.bot(),
                        e.app(),
                        orErased(e.content()),
                        e.thread(),
                        e.broadcast(),
                        e.clientMsgId(),
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        null);
            case MessageEvents.MessageImported e ->
                new MessageView(
                        e.channel(),
                        e.ts(),
                        e.subtype(),
                        e.author(),
                        e.bot(),
                        null,
                        orErased(e.content()),
                        e.thread(),
                        e.broadcast(),
                        e.clientMsgId(),
                        edited(e),
                        null,
                        null,
                        List.of(),
                        null,
                        null);
            case ChannelEvents.MemberJoined e
            when e.ts() != null ->
                notice(
                        e.channel(),
                        e.ts(),
                        "channel_join",
                        e.user(),
                        mention(e.user()) + " has joined the channel",
                        new MessageView.Notice(e.inviter(), null, null));
            case ChannelEvents.MemberLeft e
            when e.ts() != null ->
                notice(
                        e.channel(),
                        e.ts(),
                        "channel_leave",
                        e.user(),
                        e.user().equals(e.by())
                                ? mention(e.user()) + " has left the channel"
                                : mention(e.user()) + " was removed from the channel by " + mention(e.by()),
                        new MessageView.Notice(null, null, null));
            case ChannelEvents.TopicSet e
            when e.ts() != null -> {
                String topic = e.content() == null ? "" : e.content().text();
                yield notice(
                        e.channel(),
                        e.ts(),
                        "channel_topic",
                        e.by(),
                        topic.isEmpty() ? "cleared the channel topic" : "set the channel topic: " + topic,
                        new MessageView.Notice(null, topic, null));
            }
            case ChannelEvents.PurposeSet e
            when e.ts() != null -> {
                String purpose = e.content() == null ? "" : e.content().text();
                yield notice(
                        e.channel(),
                        e.ts(),
                        "channel_purpose",
                        e.by(),
                        purpose.isEmpty() ? "cleared the channel purpose" : "set the channel purpose: " + purpose,
                        new MessageView.Notice(null, purpose, null));
            }
            case ChannelEvents.ChannelRenamed e ->
                notice(
                        e.channel(),
                        e.ts(),
                        "channel_name",
                        e.by(),
                        "has renamed the channel from \"" + e.oldName() + "\" to \"" + e.name() + "\"",
                        new MessageView.Notice(null, e.name(), e.oldName()));
            case ChannelEvents.ChannelArchived e
            when e.ts() != null ->
                notice(
                        e.channel(),
                        e.ts(),
                        "channel_archive",
                        e.by(),
                        "archived the channel",
                        new MessageView.Notice(null, null, null));
            case ChannelEvents.ChannelUnarchived e
            when e.ts() != null ->
                notice(
                        e.channel(),
                        e.ts(),
                        "channel_unarchive",
                        e.by(),
                        "un-archived the channel",
                        new MessageView.Notice(null, null, null));
            case WorkspaceEvents e -> null;
            case PersonEvents e -> null;
            case CredentialEvents e -> null;
            case AuditEvents e -> null;
            case PreservationEvents e -> null;
            case CaseEvents e -> null;
            case UsergroupEvents e -> null;
            case PlacementEvents e -> null;
            case ChannelEvents e -> null;
            case MessageEvents e -> null;
        };
    }

    private static @Nullable String subtype(MessageEvents.MessagePosted e) {
        return switch (e.kind()) {
            case PLAIN -> e.broadcast() ? "thread_broadcast" : null;
            case ME -> "me_message";
            case BOT -> "bot_message";
        };
    }

    private static MessageView.@Nullable Edited edited(MessageEvents.MessageImported e) {
        return e.editedBy() == null || e.editedTs() == null ? null : new MessageView.Edited(e.editedBy(), e.editedTs());
    }

    private static MessageContent orErased(@Nullable MessageContent content) {
        return content == null ? MessageContent.ERASED : content;
    }

    private static MessageView notice(
            ChannelKey channel, Ts ts, String subtype, UserId user, String text, MessageView.Notice notice) {
        return new MessageView(
                channel,
                ts,
                subtype,
                user,
                null,
                null,
                MessageContent.ofText(text),
                null,
                false,
                null,
                null,
                notice,
                null,
                List.of(),
                null,
                null);
    }

    private static String mention(UserId user) {
        return "<@" + user + ">";
    }
}
