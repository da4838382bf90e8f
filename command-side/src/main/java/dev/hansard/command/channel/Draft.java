// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import dev.hansard.api.Actor;
import dev.hansard.api.MessageCommands;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import org.jspecify.annotations.Nullable;

/** A message before it is posted. Only bots may appear under another name or icon. */
record Draft(
        UserId author,
        @Nullable String bot,
        @Nullable String app,
        Kind kind,
        @Nullable Ts thread,
        boolean broadcast,
        @Nullable String clientMsgId,
        @Nullable String scheduled,
        MessageContent content) {

    static Draft of(MessageCommands.PostMessage c) {
        Actor actor = c.actor();
        MessageContent content = actor.bot() == null ? withoutDisguise(c.content()) : c.content();
        Kind kind = c.kind() == Kind.ME ? Kind.ME : kind(actor.bot(), content);
        return new Draft(
                actor.user(), actor.bot(), app(actor), kind, c.thread(), c.broadcast(), c.clientMsgId(), null, content);
    }

    static Draft of(MessageCommands.ScheduleMessage c) {
        Actor actor = c.actor();
        MessageContent content = actor.bot() == null ? withoutDisguise(c.content()) : c.content();
        return new Draft(
                actor.user(),
                actor.bot(),
                app(actor),
                kind(actor.bot(), content),
                c.thread(),
                c.broadcast(),
                null,
                c.scheduled(),
                content);
    }

    /** {@code content} is passed apart, as it can have been erased since. */
    static Draft of(MessageEvents.MessageScheduled e, MessageContent content) {
        return new Draft(
                e.author(),
                e.bot(),
                e.app(),
                kind(e.bot(), content),
                e.thread(),
                e.broadcast(),
                null,
                e.scheduled(),
                content);
    }

    boolean saysNothing() {
        return saysNothing(content);
    }

    static boolean saysNothing(MessageContent content) {
        return content.text().isBlank() && isEmpty(content.blocks()) && isEmpty(content.attachments());
    }

    private static boolean isEmpty(@Nullable String array) {
        return array == null || array.isBlank() || array.equals("[]");
    }

    private static Kind kind(@Nullable String bot, MessageContent content) {
        return bot != null && (content.username() != null || content.icons() != null) ? Kind.BOT : Kind.PLAIN;
    }

    private static @Nullable String app(Actor actor) {
        return actor.bot() == null && actor.app().equals(Actor.FIRST_PARTY_APP) ? null : actor.app();
    }

    private static MessageContent withoutDisguise(MessageContent c) {
        return c.username() == null && c.icons() == null
                ? c
                : new MessageContent(c.text(), c.blocks(), c.attachments(), c.metadata(), null, null, c.extra());
    }
}
