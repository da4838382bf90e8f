// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.view;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.WorkspaceId;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Person;
import dev.hansard.audit.export.RecordReader;
import dev.hansard.audit.view.Sight.Hidden;
import dev.hansard.axon.audit.AuditTrail;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.ConversationLog;
import dev.hansard.axon.store.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Shows a conversation exactly as one person saw it at one moment: what they would have been answered then, names, topic and
 * members of then. Edits and deletions count when they had happened, and nothing that came later. What was erased since
 * stays erased. An imported message is seen from its import on, not from the time that it carries.
 *
 * <p>Each look is on the audit trail before it is answered. Whether somebody may is decided at the door.
 */
@Component
public final class PointInTime {
    /** Commits may be this far out of the order of their times. */
    private static final int OUT_OF_ORDER = 200;

    private final RecordReader record;
    private final ConversationLog conversations;
    private final EventLog log;
    private final AuditTrail trail;

    PointInTime(RecordReader record, ConversationLog conversations, EventLog log, AuditTrail trail) {
        this.record = record;
        this.conversations = conversations;
        this.log = log;
        this.trail = trail;
    }

    /**
     * @throws dev.hansard.api.Rejection {@code service_unavailable} when the trail cannot be written, {@code team_not_found}
     */
    public Sight look(Look look, AuditActor actor, Origin origin) {
        WorkspaceId workspace = look.channel().workspace();
        int shard = record.shard(workspace);
        long position = positionAt(shard, look.at());
        AuditEntry entry = AuditEntry.of(workspace, AuditAction.CASE_CONTENT_READ, actor)
                .on(AuditEntity.channel(look.channel().channel()))
                .with("seen_by", look.person())
                .with("at", look.at())
                .with("thread", look.thread())
                .with("position", position);
        trail.record(entry, origin);
        Instant recorded = position == 0 ? null : record.timeOf(workspace, position);
        Conversation conversation = record.conversation(new ConversationLog.Length(look.channel(), 0), position);
        Hidden hidden = hidden(look, conversation, position);
        if (hidden != null || conversation == null || recorded == null) {
            return Sight.nothing(position, recorded, hidden == null ? Hidden.NO_CONVERSATION : hidden);
        }
        var timeline = new PastTimeline(look);
        timeline.read(conversations, position);
        Sight sight = timeline.sight(position, recorded, conversation);
        return sight != null ? sight : Sight.nothing(position, recorded, Hidden.NO_THREAD);
    }

    /** The rules of reading: people read public channels without being in them, guests and bots must be in. */
    private @Nullable Hidden hidden(Look look, @Nullable Conversation conversation, long position) {
        if (conversation == null) return Hidden.NO_CONVERSATION;
        Person person = record.people(look.channel().workspace(), position).all().stream()
                .filter(each -> each.id().equals(look.person()))
                .findFirst()
                .orElse(null);
        if (person == null) return Hidden.NO_PERSON;
        if (person.deactivated()) return Hidden.DEACTIVATED;
        if (conversation.members().contains(look.person())) return null;
        boolean open =
                conversation.kind() == ChannelKind.PUBLIC && !person.role().isGuest() && person.bot() == null;
        return open ? null : Hidden.NOT_A_MEMBER;
    }

    /** The last position that was written at the moment or before; 0 when there is none. */
    private long positionAt(int shard, Instant at) {
        long low = 0;
        long high = log.head(shard);
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (isWritten(log.at(shard, List.of(middle)).get(middle), at)) low = middle;
            else high = middle - 1;
        }
        var near = new ArrayList<Long>();
        for (long each = low + 1; each <= low + OUT_OF_ORDER; each++) near.add(each);
        Map<Long, CommittedEvent> events = log.at(shard, near);
        long last = low;
        for (Long each : near) if (isWritten(events.get(each), at)) last = each;
        return last;
    }

    private static boolean isWritten(@Nullable CommittedEvent event, Instant at) {
        return event != null && !event.at().isAfter(at);
    }
}
