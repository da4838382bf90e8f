// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.MessageEdited;
import dev.hansard.api.MessageView;
import dev.hansard.api.Ts;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.query.read.ReadSide;
import dev.hansard.query.read.Reading;
import dev.hansard.query.search.MessageKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The messages behind hits as they are now. Those that were deleted or erased are left out, whatever the index says. */
@Component
class Contents {
    private static final String LIVING = "SELECT channel, ts, position, edit_position FROM ${timeline.message}"
            + " WHERE channel = ? AND ts IN (%s) AND deleted = 0";

    private final ReadSide readSide;
    private final EventLog log;

    Contents(ReadSide readSide, EventLog log) {
        this.readSide = readSide;
        this.log = log;
    }

    private record Row(
            MessageKey key, long position, @Nullable Long edit) {}

    private record Read(int shard, List<Row> rows) {}

    Map<MessageKey, MessageView> of(WorkspaceId workspace, Collection<MessageKey> messages) {
        if (messages.isEmpty()) return Map.of();
        Read read = readSide.answer(
                workspace, Reads.TIMELINE, reading -> new Read(reading.shard().id(), rows(reading, messages)));
        Set<Long> positions = new HashSet<>();
        for (Row row : read.rows()) {
            positions.add(row.position());
            if (row.edit() != null) positions.add(row.edit());
        }
        Map<Long, CommittedEvent> events = log.at(read.shard(), positions);
        Map<MessageKey, MessageView> views = new HashMap<>();
        for (Row row : read.rows()) {
            MessageView view = view(row, events);
            if (view != null && !view.content().equals(MessageContent.ERASED)) views.put(row.key(), view);
        }
        return views;
    }

    private static List<Row> rows(Reading reading, Collection<MessageKey> messages) throws SQLException {
        Map<ChannelKey, List<Ts>> byChannel = messages.stream()
                .collect(Collectors.groupingBy(
                        MessageKey::channel, Collectors.mapping(MessageKey::ts, Collectors.toList())));
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<ChannelKey, List<Ts>> channel : byChannel.entrySet()) {
            List<Object> parameters = new ArrayList<>();
            parameters.add(channel.getKey().toString());
            channel.getValue().forEach(ts -> parameters.add(ts.micros()));
            rows.addAll(reading.list(
                    LIVING.formatted(Reading.marks(channel.getValue().size())),
                    row -> new Row(
                            new MessageKey(ChannelKey.parse(row.getString("channel")), new Ts(row.getLong("ts"))),
                            row.getLong("position"),
                            Reading.number(row, "edit_position")),
                    parameters));
        }
        return rows;
    }

    private static @Nullable MessageView view(Row row, Map<Long, CommittedEvent> events) {
        CommittedEvent origin = events.get(row.position());
        MessageView view = origin == null ? null : MessageView.origin(origin.event());
        CommittedEvent edit = row.edit() == null ? null : events.get(row.edit());
        if (view != null && edit != null && edit.event() instanceof MessageEdited edited) return view.withEdit(edited);
        return view;
    }
}
