// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.AuditEvents;
import dev.hansard.api.CaseEvents;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.HasContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.MessageView;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PlacementEvents;
import dev.hansard.api.PreservationEvents;
import dev.hansard.api.Ts;
import dev.hansard.api.UsergroupEvents;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.audit.export.Item.Erased;
import dev.hansard.audit.export.Item.Pin;
import dev.hansard.audit.export.Item.Reaction;
import dev.hansard.audit.export.Item.Removal;
import dev.hansard.audit.export.Item.Version;
import dev.hansard.axon.store.ConversationLog.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the events about one message together. */
final class ItemBuilder {
    private final Ts ts;
    private final List<Version> versions = new ArrayList<>(1);
    private final List<Reaction> reactions = new ArrayList<>(0);
    private final List<Pin> pins = new ArrayList<>(0);
    private final List<Long> positions = new ArrayList<>(2);
    private @Nullable MessageView origin;
    private @Nullable Removal removal;
    private @Nullable Erased erased;
    private boolean notice;
    private boolean imported;
    private boolean threadStarted;
    private boolean damaged;

    ItemBuilder(Ts ts) {
        this.ts = ts;
    }

    Ts ts() {
        return ts;
    }

    void add(Entry entry) {
        positions.add(entry.position());
        if (entry.event() == null) {
            damaged = true;
            return;
        }
        DomainEvent event = entry.event().event();
        switch (event) {
            case ChannelEvents e -> begin(e, entry.position());
            case MessageEvents e -> on(e, entry.position());
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

    Found build() {
        if (origin == null) return new Found.Unreadable(ts, List.copyOf(positions));
        return new Found.Readable(new Item(
                origin,
                notice,
                imported,
                threadStarted,
                List.copyOf(versions),
                removal,
                erased,
                List.copyOf(reactions),
                List.copyOf(pins),
                List.copyOf(positions),
                damaged));
    }

    private void on(MessageEvents event, long position) {
        switch (event) {
            case MessageEvents.MessagePosted e -> begin(e, position);
            case MessageEvents.MessageImported e -> {
                imported = true;
                begin(e, position);
            }
            case MessageEvents.ThreadStarted e -> threadStarted = true;
            case MessageEvents.MessageEdited e ->
                versions.add(new Version(e.editor(), e.editedTs(), e.content(), position));
            case MessageEvents.MessageDeleted e -> removal = new Removal(e.by(), e.deletedTs(), position);
            case MessageEvents.ReactionAdded e ->
                reactions.add(new Reaction(e.name(), e.user(), true, e.eventTs(), position));
            case MessageEvents.ReactionRemoved e ->
                reactions.add(new Reaction(e.name(), e.user(), false, e.eventTs(), position));
            case MessageEvents.MessagePinned e -> pins.add(new Pin(e.by(), true, e.eventTs(), position));
            case MessageEvents.MessageUnpinned e -> pins.add(new Pin(e.by(), false, e.eventTs(), position));
            case MessageEvents.MessageScheduled e -> {}
            case MessageEvents.ScheduledMessageCancelled e -> {}
            case MessageEvents.MessageErased e -> erased = new Erased(e.erasure(), e.erasedTs(), position);
            case MessageEvents.ScheduledMessageErased e -> {}
            // The versions that it names have lost their content already.
            case MessageEvents.MessageRevisionsErased e -> {}
        }
    }

    private void begin(DomainEvent event, long position) {
        MessageView view = MessageView.origin(event);
        if (view == null || origin != null) return;
        origin = view;
        notice = event instanceof ChannelEvents;
        boolean gone = event instanceof HasContent<?> content && content.content() == null;
        versions.add(new Version(view.author(), ts, gone ? null : view.content(), position));
    }
}
