// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.AuditEvents;
import dev.hansard.api.CaseEvents;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PlacementEvents;
import dev.hansard.api.PreservationEvents;
import dev.hansard.api.UsergroupEvents;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.edge.session.Cursor;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the wire says about an event. The same event gives the same frames in the same order, whenever it is asked. */
@Component
final class EventFrames {
    private final MessageFrames messages;
    private final ChannelFrames channels;
    private final PeopleFrames people;

    EventFrames(MessageFrames messages, ChannelFrames channels, PeopleFrames people) {
        this.messages = messages;
        this.channels = channels;
        this.people = people;
    }

    /** May read the record for what the event alone does not say. */
    List<Outgoing> of(CommittedEvent committed) {
        List<Draft> drafts = drafts(committed);
        var frames = new ArrayList<Outgoing>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            int part = i == drafts.size() - 1 ? Cursor.COMPLETE : i;
            String cursor = Cursor.of(committed.event().workspace(), committed.shard(), committed.position(), part)
                    .toString();
            draft.json().put("cursor", cursor);
            frames.add(new Outgoing(
                    draft.audience(),
                    EncodedFrame.of(
                            Json.bytes(draft.json()), cursor, committed.at().toEpochMilli())));
        }
        return frames;
    }

    /** Whether {@link #of} has to read something, which is better done before the fan-out gets there. */
    boolean mustRead(DomainEvent event) {
        return switch (event) {
            case MessageEvents.MessagePosted e -> messages.mustRead(e);
            case MessageEvents.MessageEdited e -> true;
            case MessageEvents.MessageDeleted e -> true;
            case MessageEvents.MessageErased e -> true;
            case MessageEvents e -> false;
            case ChannelEvents.ChannelCreated e -> false;
            case ChannelEvents e -> true;
            case PersonEvents e -> true;
            case WorkspaceEvents e -> true;
            case CredentialEvents e -> false;
            case AuditEvents e -> false;
            case PreservationEvents e -> false;
            case CaseEvents e -> false;
            case UsergroupEvents e -> false;
            case PlacementEvents e -> false;
        };
    }

    /** Something that is remembered about a conversation may be different from now on. */
    void seen(DomainEvent event) {
        if (event instanceof ChannelEvents about) channels.seen(about);
    }

    private List<Draft> drafts(CommittedEvent committed) {
        return switch (committed.event()) {
            case MessageEvents e -> messages.of(e, committed.position());
            case ChannelEvents e -> channels.of(e, committed);
            case PersonEvents e -> people.of(e, committed);
            case WorkspaceEvents e -> people.of(e, committed);
            case CredentialEvents e -> List.of();
            case AuditEvents e -> List.of();
            case PreservationEvents e -> List.of();
            case CaseEvents e -> List.of();
            case UsergroupEvents e -> List.of();
            case PlacementEvents e -> List.of();
        };
    }
}
