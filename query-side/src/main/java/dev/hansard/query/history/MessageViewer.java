// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.api.MessageEvents.MessageEdited;
import dev.hansard.api.MessageView;
import dev.hansard.api.MessageView.ThreadSummary;
import dev.hansard.api.Ts;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts rows of the timeline and the events that hold the content together to messages. Call it without holding a
 * connection: the log takes one of the same pool, and callers that each hold one and want a second block each other.
 */
@Component
class MessageViewer {
    private final EventLog log;

    MessageViewer(EventLog log) {
        this.log = log;
    }

    /** The messages, in the order of their rows. */
    List<MessageView> view(Gathered gathered) {
        if (gathered.rows().isEmpty()) return List.of();
        Map<Long, CommittedEvent> events = events(gathered);
        List<MessageView> views = new ArrayList<>(gathered.rows().size());
        for (MessageRow row : gathered.rows()) {
            MessageView content = content(row, events);
            if (content == null) continue;
            MessageView whole = content.withAttached(
                    summary(row),
                    gathered.reactions().getOrDefault(row.ts(), List.of()),
                    row.pinned(),
                    row.parentAuthor());
            views.add(row.deleted() ? whole.tombstone() : whole);
        }
        return List.copyOf(views);
    }

    private Map<Long, CommittedEvent> events(Gathered gathered) {
        Set<Long> positions = new HashSet<>();
        for (MessageRow row : gathered.rows()) {
            positions.add(row.position());
            if (row.editPosition() != null) positions.add(row.editPosition());
        }
        return log.at(gathered.shard(), positions);
    }

    private static @Nullable ThreadSummary summary(MessageRow row) {
        if (row.replies() == 0) return null;
        return new ThreadSummary(row.replies(), row.users(), new Ts(row.latest()));
    }

    private static @Nullable MessageView content(MessageRow row, Map<Long, CommittedEvent> events) {
        CommittedEvent origin = events.get(row.position());
        MessageView view = origin == null ? null : MessageView.origin(origin.event());
        CommittedEvent edit = row.editPosition() == null ? null : events.get(row.editPosition());
        if (view != null && edit != null && edit.event() instanceof MessageEdited edited) return view.withEdit(edited);
        return view;
    }
}
