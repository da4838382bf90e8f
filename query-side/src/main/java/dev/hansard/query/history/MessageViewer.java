// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.MessageEvents.MessageEdited;
import dev.hansard.api.MessageView;
import dev.hansard.api.MessageView.Reaction;
import dev.hansard.api.MessageView.ThreadSummary;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.query.read.Reading;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts rows of the timeline and the events that hold the content together to messages. */
@Component
class MessageViewer {
    private static final String REACTIONS =
            "SELECT ts, name, user FROM ${timeline.reaction} WHERE channel = ? AND ts IN (%s) ORDER BY position";
    private static final String USERS = """
            SELECT thread_ts, user FROM ${timeline.thread_user}
            WHERE channel = ? AND thread_ts IN (%s) ORDER BY first_ts, user""";

    private final EventLog log;

    MessageViewer(EventLog log) {
        this.log = log;
    }

    /** The messages of these rows, in their order. */
    List<MessageView> view(Reading reading, ChannelKey channel, List<MessageRow> rows) throws SQLException {
        if (rows.isEmpty()) return List.of();
        Map<Long, CommittedEvent> events = events(reading.shard().id(), rows);
        Map<Long, List<Reaction>> reactions = reactions(reading, channel, rows);
        Map<Long, List<UserId>> users = users(reading, channel, rows);
        List<MessageView> views = new ArrayList<>(rows.size());
        for (MessageRow row : rows) {
            MessageView content = content(row, events);
            if (content == null) continue;
            ThreadSummary summary = row.replies() == 0
                    ? null
                    : new ThreadSummary(row.replies(), users.getOrDefault(row.ts(), List.of()), new Ts(row.latest()));
            MessageView whole = content.withAttached(
                    summary, reactions.getOrDefault(row.ts(), List.of()), row.pinned(), row.parentAuthor());
            views.add(row.deleted() ? whole.tombstone() : whole);
        }
        return List.copyOf(views);
    }

    private Map<Long, CommittedEvent> events(int shard, List<MessageRow> rows) {
        Set<Long> positions = new HashSet<>();
        for (MessageRow row : rows) {
            positions.add(row.position());
            if (row.editPosition() != null) positions.add(row.editPosition());
        }
        return log.at(shard, positions);
    }

    private static @Nullable MessageView content(MessageRow row, Map<Long, CommittedEvent> events) {
        CommittedEvent origin = events.get(row.position());
        MessageView view = origin == null ? null : MessageView.origin(origin.event());
        CommittedEvent edit = row.editPosition() == null ? null : events.get(row.editPosition());
        if (view != null && edit != null && edit.event() instanceof MessageEdited edited) return view.withEdit(edited);
        return view;
    }

    private static Map<Long, List<Reaction>> reactions(Reading reading, ChannelKey channel, List<MessageRow> rows)
            throws SQLException {
        record Row(long ts, String name, UserId user) {}
        List<Object> parameters = parameters(channel, rows);
        Map<Long, Map<String, List<UserId>>> byName = new HashMap<>();
        for (Row row : reading.list(
                REACTIONS.formatted(Reading.marks(rows.size())),
                row -> new Row(row.getLong("ts"), row.getString("name"), new UserId(row.getString("user"))),
                parameters)) {
            byName.computeIfAbsent(row.ts(), ts -> new LinkedHashMap<>())
                    .computeIfAbsent(row.name(), name -> new ArrayList<>())
                    .add(row.user());
        }
        Map<Long, List<Reaction>> reactions = new HashMap<>();
        byName.forEach((ts, names) -> reactions.put(
                ts,
                names.entrySet().stream()
                        .map(name -> new Reaction(name.getKey(), List.copyOf(name.getValue())))
                        .toList()));
        return reactions;
    }

    private static Map<Long, List<UserId>> users(Reading reading, ChannelKey channel, List<MessageRow> rows)
            throws SQLException {
        record Row(long thread, UserId user) {}
        List<MessageRow> roots = rows.stream().filter(row -> row.replies() > 0).toList();
        Map<Long, List<UserId>> users = new HashMap<>();
        if (roots.isEmpty()) return users;
        for (Row row : reading.list(
                USERS.formatted(Reading.marks(roots.size())),
                row -> new Row(row.getLong("thread_ts"), new UserId(row.getString("user"))),
                parameters(channel, roots))) {
            users.computeIfAbsent(row.thread(), thread -> new ArrayList<>()).add(row.user());
        }
        return users;
    }

    private static List<Object> parameters(ChannelKey channel, List<MessageRow> rows) {
        List<Object> parameters = new ArrayList<>(rows.size() + 1);
        parameters.add(channel.toString());
        for (MessageRow row : rows) parameters.add(row.ts());
        return parameters;
    }
}
