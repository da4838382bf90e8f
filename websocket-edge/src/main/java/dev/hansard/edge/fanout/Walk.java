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
import dev.hansard.edge.session.Cursor;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.transport.EncodedFrame;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * A session on its way to the live end of the record. It knows its person's channels at its position, and with each event
 * that it passes what of it the person may see.
 */
final class Walk {
    private final Session session;
    private final Memberships memberships;
    private final LongFunction<List<EncodedFrame>> arrival;
    private final Coverage coverage;
    private long position;
    private boolean telling;
    private long partOf = -1;
    private int part;

    /** @param arrival what the client is told on going live, by position */
    Walk(
            Session session,
            Memberships memberships,
            long position,
            Coverage coverage,
            LongFunction<List<EncodedFrame>> arrival) {
        this.coverage = coverage;
        this.session = session;
        this.memberships = memberships;
        this.position = position;
        this.arrival = arrival;
    }

    Session session() {
        return session;
    }

    Memberships memberships() {
        return memberships;
    }

    long position() {
        return position;
    }

    /** Whether memory has all that comes next of the person's conversations; else it is in the record. */
    boolean mayUseMemory() {
        return position >= coverage.complete() && isCovered();
    }

    /** Whether the edge hears of all conversations of the person; not so after passing an event that adds one. */
    boolean isCovered() {
        return coverage.includes(memberships.channels());
    }

    List<EncodedFrame> arrival() {
        return arrival.apply(position);
    }

    /** From now on the client is told what it passes, except what {@code from} says it has seen. */
    void tellFrom(Cursor from) {
        telling = true;
        if (!from.isComplete()) {
            partOf = from.position();
            part = from.part();
        }
    }

    /** Passes one event; false if memory may lack something from here on. */
    boolean pass(Entry entry, Consumer<EncodedFrame> told) {
        memberships.apply(entry.event());
        position = entry.position();
        if (telling && mayConcern(entry.event())) tell(entry, told);
        return memberships.changed(entry.event()) == null || isCovered();
    }

    private void tell(Entry entry, Consumer<EncodedFrame> told) {
        List<Outgoing> frames = entry.frames();
        for (int i = position == partOf ? part + 1 : 0; i < frames.size(); i++) {
            if (sees(frames.get(i).audience())) told.accept(frames.get(i).frame());
        }
    }

    /** Spares making frames for what others wrote elsewhere, which is nearly everything. */
    private boolean mayConcern(DomainEvent event) {
        return event.workspace().equals(session.workspace())
                && switch (event) {
                    case MessageEvents e -> memberships.isMember(e.channel().channel());
                    case ChannelEvents.ChannelCreated e -> true;
                    case ChannelEvents.MemberLeft e
                    when e.user().equals(session.person().user()) -> true;
                    case ChannelEvents e -> memberships.isMember(e.channel().channel());
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

    private boolean sees(Audience audience) {
        return switch (audience) {
            case Audience.Members members ->
                members.channel().workspace().equals(session.workspace())
                        && memberships.isMember(members.channel().channel());
            case Audience.One one -> one.person().equals(session.person());
            case Audience.Everyone everyone ->
                everyone.workspace().equals(session.workspace())
                        && !session.actor().role().isGuest();
        };
    }
}
