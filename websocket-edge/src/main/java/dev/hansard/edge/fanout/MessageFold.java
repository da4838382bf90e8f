// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.MessageView;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message as it was at one moment, put together from its own events. */
final class MessageFold {
    private @Nullable MessageView view;
    private boolean root;
    private MessageView.@Nullable Pinned pinned;
    private final Map<String, Set<UserId>> reactions = new LinkedHashMap<>();

    private MessageFold() {}

    /** The message right before {@code position}; null if there was none. */
    static @Nullable MessageView before(EventLog log, ChannelKey channel, Ts ts, long position) {
        var fold = new MessageFold();
        for (CommittedEvent event : log.aboutMessage(channel, ts)) {
            if (event.position() >= position) break;
            fold.apply(event.event());
        }
        return fold.result();
    }

    private void apply(DomainEvent event) {
        MessageView origin = MessageView.origin(event);
        if (origin != null) {
            view = origin;
            return;
        }
        if (!(event instanceof MessageEvents about)) return;
        switch (about) {
            case MessageEvents.MessageEdited e -> view = view == null ? null : view.withEdit(e);
            case MessageEvents.MessageDeleted e -> view = null;
            case MessageEvents.MessageErased e -> view = null;
            case MessageEvents.MessageRevisionsErased e -> {}
            case MessageEvents.ScheduledMessageErased e -> {}
            case MessageEvents.ThreadStarted e -> root = true;
            case MessageEvents.ReactionAdded e ->
                reactions
                        .computeIfAbsent(e.name(), name -> new LinkedHashSet<>())
                        .add(e.user());
            case MessageEvents.ReactionRemoved e ->
                reactions.getOrDefault(e.name(), new LinkedHashSet<>()).remove(e.user());
            case MessageEvents.MessagePinned e -> pinned = new MessageView.Pinned(e.by(), e.eventTs());
            case MessageEvents.MessageUnpinned e -> pinned = null;
            case MessageEvents.MessagePosted e -> {}
            case MessageEvents.MessageImported e -> {}
            case MessageEvents.MessageScheduled e -> {}
            case MessageEvents.ScheduledMessageCancelled e -> {}
        }
    }

    private @Nullable MessageView result() {
        if (view == null) return null;
        var shown = new ArrayList<MessageView.Reaction>();
        reactions.forEach((name, users) -> {
            if (!users.isEmpty()) shown.add(new MessageView.Reaction(name, List.copyOf(users)));
        });
        MessageView whole = view.withAttached(view.summary(), shown, pinned, view.parentAuthor());
        return root && whole.thread() == null ? inThread(whole) : whole;
    }

    private static MessageView inThread(MessageView view) {
        return new MessageView(
                view.channel(),
                view.ts(),
                view.subtype(),
                view.author(),
                view.bot(),
                view.app(),
                view.content(),
                view.ts(),
                view.broadcast(),
                view.clientMsgId(),
                view.edited(),
                view.notice(),
                view.summary(),
                view.reactions(),
                view.pinned(),
                view.parentAuthor());
    }
}
