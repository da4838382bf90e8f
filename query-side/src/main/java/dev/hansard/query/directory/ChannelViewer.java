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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts conversations' rows and the events that hold topics and purposes together. Call it without holding a connection. */
@Component
class ChannelViewer {
    private static final ProseView NONE = new ProseView("", null, 0);

    private final EventLog log;

    ChannelViewer(EventLog log) {
        this.log = log;
    }

    List<ChannelView> view(GatheredChannels gathered) {
        Map<Long, CommittedEvent> events = log.at(gathered.shard(), positions(gathered.rows()));
        return gathered.rows().stream()
                .map(row -> view(
                        row,
                        gathered.formerNames().getOrDefault(row.key().toString(), List.of()),
                        gathered.members().getOrDefault(row.key().toString(), List.of()),
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
}
