// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.api.AuditEvents;
import dev.hansard.api.CaseEvents;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.MessageView;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PersonKey;
import dev.hansard.api.PlacementEvents;
import dev.hansard.api.PreservationEvents;
import dev.hansard.api.Ts;
import dev.hansard.api.UsergroupEvents;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.axon.store.CommittedEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run of events comes to. An absent value is a row that is gone. Within a run a message is always made before
 * anything else happens to it, so the kinds of change can be written one after the other.
 */
final class TimelineBatch {
    /** A message, or the root of a thread. */
    record Key(String channel, long ts) {}

    record Message(@Nullable Long thread, boolean shown, String author, long position) {}

    /** @param broadcast it is shown in the channel from now on */
    record Edit(long position, boolean broadcast) {}

    record Pin(String by, long at) {}

    record ReactionKey(String channel, long ts, String name, String user) {}

    record ScheduledKey(String channel, String scheduled) {}

    record Scheduled(String person, long postAt, long created, long position) {}

    final Map<Key, Message> messages = new LinkedHashMap<>();
    final Map<Key, Edit> edits = new LinkedHashMap<>();
    /** With the position of the deletion. */
    final Map<Key, Long> deletions = new LinkedHashMap<>();

    final Map<Key, Optional<Pin>> pins = new LinkedHashMap<>();
    /** With the position at which it was added. */
    final Map<ReactionKey, Optional<Long>> reactions = new LinkedHashMap<>();

    final Map<ScheduledKey, Optional<Scheduled>> scheduled = new LinkedHashMap<>();

    void add(CommittedEvent event) {
        switch (event.event()) {
            case MessageEvents e -> add(event, e);
            case ChannelEvents e -> made(event);
            case WorkspaceEvents e -> {}
            case PersonEvents e -> {}
            case CredentialEvents e -> {}
            case AuditEvents e -> {}
            case PreservationEvents e -> {}
            case CaseEvents e -> {}
            case UsergroupEvents e -> {}
            case PlacementEvents e -> {}
        }
    }

    private void add(CommittedEvent event, MessageEvents change) {
        var key = new Key(event.stream(), change.ts().micros());
        switch (change) {
            case MessageEvents.MessagePosted e -> {
                made(event);
                if (e.scheduled() != null) gone(event, e.scheduled());
            }
            case MessageEvents.MessageImported e -> made(event);
            case MessageEvents.ThreadStarted e -> {}
            case MessageEvents.MessageEdited e -> {
                Edit before = edits.get(key);
                boolean broadcast = e.broadcast() || (before != null && before.broadcast());
                edits.put(key, new Edit(event.position(), broadcast));
            }
            case MessageEvents.MessageDeleted e -> {
                deletions.put(key, event.position());
                pins.put(key, Optional.empty());
            }
            case MessageEvents.MessageErased e -> {
                deletions.putIfAbsent(key, event.position());
                pins.put(key, Optional.empty());
            }
            case MessageEvents.MessageRevisionsErased e -> {}
            case MessageEvents.ScheduledMessageErased e -> {}
            case MessageEvents.ReactionAdded e ->
                reactions.put(reaction(key, e.name(), e.user().value()), Optional.of(event.position()));
            case MessageEvents.ReactionRemoved e ->
                reactions.put(reaction(key, e.name(), e.user().value()), Optional.empty());
            case MessageEvents.MessagePinned e ->
                pins.put(key, Optional.of(new Pin(e.by().value(), e.eventTs().micros())));
            case MessageEvents.MessageUnpinned e -> pins.put(key, Optional.empty());
            case MessageEvents.MessageScheduled e -> {
                String person = new PersonKey(e.channel().workspace(), e.author()).toString();
                scheduled.put(
                        new ScheduledKey(event.stream(), e.scheduled()),
                        Optional.of(new Scheduled(person, e.postAt(), e.ts().seconds(), event.position())));
            }
            case MessageEvents.ScheduledMessageCancelled e -> gone(event, e.scheduled());
        }
    }

    private void made(CommittedEvent event) {
        MessageView view = MessageView.origin(event.event());
        if (view == null) return;
        Ts root = view.isReply() ? view.thread() : null;
        messages.put(
                new Key(event.stream(), view.ts().micros()),
                new Message(
                        root == null ? null : root.micros(),
                        root == null || view.broadcast(),
                        view.author().value(),
                        event.position()));
    }

    private void gone(CommittedEvent event, String id) {
        scheduled.put(new ScheduledKey(event.stream(), id), Optional.empty());
    }

    private static ReactionKey reaction(Key key, String name, String user) {
        return new ReactionKey(key.channel(), key.ts(), name, user);
    }
}
