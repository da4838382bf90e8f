// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.view;

import dev.hansard.api.DomainEvent;
import dev.hansard.api.HasContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.MessageView;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message with what had happened to it, told event by event. */
final class PastMessage {
    private record Mark(String name, UserId user) {}

    private final LinkedHashSet<Mark> marks = new LinkedHashSet<>();
    private @Nullable MessageView view;
    private MessageView.@Nullable Pinned pinned;
    private boolean gone;
    private boolean erased;

    void add(DomainEvent event) {
        if (view == null) {
            view = MessageView.origin(event);
            erased = isEmpty(event);
            return;
        }
        switch (event) {
            case MessageEvents.MessageEdited e -> {
                view = view.withEdit(e);
                erased = isEmpty(e);
            }
            case MessageEvents.MessageDeleted e -> gone = true;
            case MessageEvents.MessageErased e -> gone = true;
            case MessageEvents.ReactionAdded e -> marks.add(new Mark(e.name(), e.user()));
            case MessageEvents.ReactionRemoved e -> marks.remove(new Mark(e.name(), e.user()));
            case MessageEvents.MessagePinned e -> pinned = new MessageView.Pinned(e.by(), e.eventTs());
            case MessageEvents.MessageUnpinned e -> pinned = null;
            case DomainEvent other -> {
                // Nothing that is seen.
            }
        }
    }

    /** Null when the record does not tell of its beginning. */
    @Nullable
    MessageView view() {
        return view;
    }

    /** It was deleted or erased by then. */
    boolean isGone() {
        return gone;
    }

    /** What it said then was erased since. */
    boolean isErased() {
        return erased && !gone;
    }

    /** As shown, with what hung on it; a root that is gone as its tombstone. */
    MessageView shown(MessageView plain, MessageView.@Nullable ThreadSummary summary, @Nullable UserId parent) {
        MessageView whole = plain.withAttached(summary, reactions(), pinned, parent);
        return gone ? whole.tombstone() : whole;
    }

    /** The root's ts when it is a reply, else null. */
    static @Nullable Ts root(MessageView view) {
        return view.isReply() ? view.thread() : null;
    }

    private List<MessageView.Reaction> reactions() {
        var byName = new LinkedHashMap<String, List<UserId>>();
        for (Mark each : marks) {
            byName.computeIfAbsent(each.name(), any -> new ArrayList<>()).add(each.user());
        }
        return byName.entrySet().stream()
                .map(each -> new MessageView.Reaction(each.getKey(), List.copyOf(each.getValue())))
                .toList();
    }

    private static boolean isEmpty(DomainEvent event) {
        return event instanceof HasContent<?> carrier && carrier.content() == null;
    }
}
