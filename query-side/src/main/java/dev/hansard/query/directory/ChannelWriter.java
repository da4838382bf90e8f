// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.UserId;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.query.write.Batches;
import java.sql.SQLException;
import java.util.LinkedHashSet;

/** Writes conversations and who is in them. */
final class ChannelWriter {
    private static final String CREATE = """
            INSERT INTO ${channel} (workspace, channel, kind, name, creator, created, general, member_count,
              counted_position, updated_millis)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE created = VALUES(created)""";
    private static final String JOIN = """
            INSERT INTO ${member} (channel, user, workspace) VALUES (?, ?, ?)
            ON DUPLICATE KEY UPDATE workspace = VALUES(workspace)""";
    private static final String LEAVE = "DELETE FROM ${member} WHERE channel = ? AND user = ?";
    private static final String NAME =
            "UPDATE ${channel} SET name = ?, updated_millis = ? WHERE workspace = ? AND channel = ?";
    private static final String FORMER_NAME = """
            INSERT INTO ${former_name} (channel, position, name) VALUES (?, ?, ?)
            ON DUPLICATE KEY UPDATE name = VALUES(name)""";
    private static final String TOPIC =
            "UPDATE ${channel} SET topic_position = ?, updated_millis = ? WHERE workspace = ? AND channel = ?";
    private static final String PURPOSE =
            "UPDATE ${channel} SET purpose_position = ?, updated_millis = ? WHERE workspace = ? AND channel = ?";
    private static final String ARCHIVED =
            "UPDATE ${channel} SET archived = ?, updated_millis = ? WHERE workspace = ? AND channel = ?";

    private final Batches rows;
    private final MemberCounts counts;

    ChannelWriter(Batches rows) {
        this.rows = rows;
        this.counts = new MemberCounts(rows);
    }

    void write(CommittedEvent event, ChannelEvents change) throws SQLException {
        switch (change) {
            case ChannelEvents.ChannelCreated e -> create(event, e);
            case ChannelEvents.ChannelRenamed e -> {
                update(NAME, e.name(), event, e.channel());
                rows.add(FORMER_NAME, event.stream(), event.position(), e.oldName());
            }
            case ChannelEvents.MemberJoined e -> {
                join(e.channel(), e.user());
                counts.add(e.channel(), event.position(), 1);
            }
            case ChannelEvents.MemberLeft e -> {
                rows.add(LEAVE, event.stream(), e.user().value());
                counts.add(e.channel(), event.position(), -1);
            }
            case ChannelEvents.TopicSet e -> update(TOPIC, event.position(), event, e.channel());
            case ChannelEvents.PurposeSet e -> update(PURPOSE, event.position(), event, e.channel());
            case ChannelEvents.ProseErased e -> {}
            case ChannelEvents.ChannelArchived e -> update(ARCHIVED, true, event, e.channel());
            case ChannelEvents.ChannelUnarchived e -> update(ARCHIVED, false, event, e.channel());
        }
    }

    /** Once, after all events of a batch. */
    void countMembers() throws SQLException {
        counts.write();
    }

    private void create(CommittedEvent event, ChannelEvents.ChannelCreated created) throws SQLException {
        var members = new LinkedHashSet<>(created.members());
        rows.add(
                CREATE,
                created.channel().workspace().value(),
                created.channel().toString(),
                created.kind().name(),
                created.name(),
                created.creator().value(),
                created.created(),
                created.general(),
                members.size(),
                event.position(),
                event.at().toEpochMilli());
        for (UserId member : members) join(created.channel(), member);
    }

    private void join(ChannelKey channel, UserId user) throws SQLException {
        rows.add(JOIN, channel.toString(), user.value(), channel.workspace().value());
    }

    private void update(String sql, Object value, CommittedEvent event, ChannelKey channel) throws SQLException {
        rows.add(sql, value, event.at().toEpochMilli(), channel.workspace().value(), channel.toString());
    }
}
