// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.inspection;

import dev.hansard.api.AuditEvents;
import dev.hansard.api.CaseEvents;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PlacementEvents;
import dev.hansard.api.PreservationEvents;
import dev.hansard.api.Ts;
import dev.hansard.api.UsergroupEvents;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.audit.inspection.InspectionReport.Kind;
import dev.hansard.audit.inspection.KnownMessages.Standing;
import dev.hansard.axon.store.CommittedEvent;
import org.jspecify.annotations.Nullable;

/** Checks that messages come in order and that nothing happens to a message that is not there. */
final class MessageCheck {
    private final KnownMessages messages;
    private final Problems problems;

    MessageCheck(KnownMessages messages, Problems problems) {
        this.messages = messages;
        this.problems = problems;
    }

    /** @param last the latest ts of a message or notice in the channel so far; answers the one after this event */
    Ts check(CommittedEvent at, Ts last) {
        return switch (at.event()) {
            case MessageEvents.MessagePosted e -> {
                refersTo(at, e.channel(), e.thread(), true);
                yield begins(at, e.ts(), last);
            }
            case MessageEvents.MessageImported e -> {
                refersTo(at, e.channel(), e.thread(), true);
                yield imported(at, e, last);
            }
            case MessageEvents.ThreadStarted e -> refersTo(at, e.channel(), e.ts(), true, last);
            case MessageEvents.MessageEdited e -> refersTo(at, e.channel(), e.ts(), false, last);
            case MessageEvents.MessageDeleted e -> {
                refersTo(at, e.channel(), e.ts(), false);
                messages.deleted(at.stream(), e.ts());
                yield last;
            }
            case MessageEvents.MessageErased e -> {
                refersTo(at, e.channel(), e.ts(), true);
                messages.deleted(at.stream(), e.ts());
                yield last;
            }
            case MessageEvents.MessageRevisionsErased e -> refersTo(at, e.channel(), e.ts(), false, last);
            case MessageEvents.ScheduledMessageErased e -> last;
            case MessageEvents.ReactionAdded e -> refersTo(at, e.channel(), e.ts(), false, last);
            case MessageEvents.ReactionRemoved e -> refersTo(at, e.channel(), e.ts(), true, last);
            case MessageEvents.MessagePinned e -> refersTo(at, e.channel(), e.ts(), false, last);
            case MessageEvents.MessageUnpinned e -> refersTo(at, e.channel(), e.ts(), true, last);
            case MessageEvents.MessageScheduled e -> last;
            case MessageEvents.ScheduledMessageCancelled e -> last;
            case ChannelEvents.ChannelCreated e -> last;
            case ChannelEvents.ProseErased e -> last;
            case ChannelEvents.ChannelRenamed e -> begins(at, e.ts(), last);
            case ChannelEvents.MemberJoined e -> begins(at, e.ts(), last);
            case ChannelEvents.MemberLeft e -> begins(at, e.ts(), last);
            case ChannelEvents.TopicSet e -> begins(at, e.ts(), last);
            case ChannelEvents.PurposeSet e -> begins(at, e.ts(), last);
            case ChannelEvents.ChannelArchived e -> begins(at, e.ts(), last);
            case ChannelEvents.ChannelUnarchived e -> begins(at, e.ts(), last);
            case WorkspaceEvents e -> last;
            case PersonEvents e -> last;
            case CredentialEvents e -> last;
            case AuditEvents e -> last;
            case PreservationEvents e -> last;
            case CaseEvents e -> last;
            case UsergroupEvents e -> last;
            case PlacementEvents e -> last;
        };
    }

    private Ts begins(CommittedEvent at, @Nullable Ts ts, Ts last) {
        if (ts == null) return last;
        if (!ts.isAfter(last)) problems.add(Kind.TS_NOT_INCREASING, at, "ts " + ts + " after " + last);
        messages.began(at.stream(), ts);
        return later(ts, last);
    }

    /** Archives bring old messages, which may lie anywhere, but never where one is already. */
    private Ts imported(CommittedEvent at, MessageEvents.MessageImported e, Ts last) {
        if (!e.ts().isAfter(last)) {
            Standing before = messages.before(at.position(), e.channel(), e.ts());
            if (before == Standing.THERE || before == Standing.DELETED) {
                problems.add(Kind.TS_NOT_INCREASING, at, "ts " + e.ts() + " is taken");
            }
        }
        messages.began(at.stream(), e.ts());
        return later(e.ts(), last);
    }

    private Ts refersTo(CommittedEvent at, ChannelKey channel, Ts ts, boolean evenDeleted, Ts last) {
        refersTo(at, channel, ts, evenDeleted);
        return last;
    }

    private void refersTo(CommittedEvent at, ChannelKey channel, @Nullable Ts ts, boolean evenDeleted) {
        if (ts == null) return;
        switch (messages.before(at.position(), channel, ts)) {
            case THERE, UNKNOWN -> {}
            case DELETED -> {
                if (!evenDeleted) problems.add(Kind.MESSAGE_DELETED, at, "message " + ts);
            }
            case MISSING -> problems.add(Kind.MESSAGE_MISSING, at, "message " + ts);
        }
    }

    private static Ts later(Ts one, Ts other) {
        return one.isAfter(other) ? one : other;
    }
}
