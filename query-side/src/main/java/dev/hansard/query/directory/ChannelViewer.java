// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.ChannelEvents.PurposeSet;
import dev.hansard.api.ChannelEvents.TopicSet;
import dev.hansard.api.Prose;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.ChannelView;
import dev.hansard.api.Views.ProseView;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.query.read.Reading;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts conversations' rows and the events that hold topics and purposes together. */
@Component
class ChannelViewer {
    private static final ProseView NONE = new ProseView("", null, 0);

    private static final String FORMER_NAMES =
            "SELECT channel, name FROM ${directory.former_name} WHERE channel IN (%s) ORDER BY channel, position";
    private static final String MEMBERS =
            "SELECT channel, user FROM ${directory.member} WHERE channel IN (%s) ORDER BY channel, user";

    private final EventLog log;

    ChannelViewer(EventLog log) {
        this.log = log;
    }

    List<ChannelView> view(Reading reading, List<ChannelRow> rows) throws SQLException {
        if (rows.isEmpty()) return List.of();
        Map<Long, CommittedEvent> events = log.at(reading.shard().id(), positions(rows));
        Map<String, List<String>> names = texts(reading, FORMER_NAMES, "name", rows);
        Map<String, List<String>> members = texts(
                reading,
                MEMBERS,
                "user",
                rows.stream().filter(row -> row.kind().isDirect()).toList());
        return rows.stream()
                .map(row -> view(
                        row,
                        names.getOrDefault(row.key().toString(), List.of()),
                        members.getOrDefault(row.key().toString(), List.of()),
                        events))
                .toList();
    }

    private static ChannelView view(
            ChannelRow row, List<String> names, List<String> members, Map<Long, CommittedEvent> events) {
        return new ChannelView(
                row.key(),
                row.kind(),
                row.name(),
                names,
                row.creator(),
                row.created(),
                row.archived(),
                row.general(),
                prose(row.topicPosition(), events),
                prose(row.purposePosition(), events),
                row.memberCount(),
                members.stream().map(UserId::new).toList(),
                row.updatedMillis(),
                row.isMember(),
                row.lastRead(),
                row.open());
    }

    private static Set<Long> positions(List<ChannelRow> rows) {
        Set<Long> positions = new HashSet<>();
        for (ChannelRow row : rows) {
            if (row.topicPosition() != null) positions.add(row.topicPosition());
            if (row.purposePosition() != null) positions.add(row.purposePosition());
        }
        return positions;
    }

    private static ProseView prose(@Nullable Long position, Map<Long, CommittedEvent> events) {
        CommittedEvent event = position == null ? null : events.get(position);
        if (event == null) return NONE;
        if (event.event() instanceof TopicSet topic) return prose(topic.content(), topic.by(), topic.at());
        if (event.event() instanceof PurposeSet purpose) return prose(purpose.content(), purpose.by(), purpose.at());
        return NONE;
    }

    private static ProseView prose(@Nullable Prose content, UserId by, long at) {
        return new ProseView(content == null ? "" : content.text(), by, at);
    }

    private static Map<String, List<String>> texts(Reading reading, String sql, String column, List<ChannelRow> rows)
            throws SQLException {
        record Text(String channel, String text) {}
        Map<String, List<String>> texts = new HashMap<>();
        if (rows.isEmpty()) return texts;
        List<String> channels = rows.stream().map(row -> row.key().toString()).toList();
        for (Text text : reading.list(
                sql.formatted(Reading.marks(rows.size())),
                row -> new Text(row.getString("channel"), row.getString(column)),
                channels)) {
            texts.computeIfAbsent(text.channel(), channel -> new ArrayList<>()).add(text.text());
        }
        return texts;
    }
}
