// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.scheduled;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.MessageEvents.MessageScheduled;
import dev.hansard.api.MessageEvents.ScheduledMessageCancelled;
import dev.hansard.axon.process.Projection;
import dev.hansard.axon.store.CommittedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which scheduled messages are still to be posted, and when. */
@Component
class ScheduledProjection implements Projection {
    static final String NAME = "scheduled";
    static final String DUE = "due";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<String> ddl() {
        return List.of("""
                CREATE TABLE ${due} (
                  channel VARCHAR(50) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                  scheduled VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                  post_at BIGINT NOT NULL,
                  PRIMARY KEY (channel, scheduled),
                  KEY (post_at)
                )""");
    }

    @Override
    public boolean concerns(DomainEvent event) {
        return switch (event) {
            case MessageScheduled e -> true;
            case ScheduledMessageCancelled e -> true;
            case MessagePosted e -> e.scheduled() != null;
            default -> false;
        };
    }

    @Override
    public boolean readsContent() {
        return false;
    }

    @Override
    public void apply(List<CommittedEvent> events, Tables tables, Connection connection) throws SQLException {
        String due = tables.name(DUE);
        for (CommittedEvent committed : events) {
            switch (committed.event()) {
                case MessageScheduled e -> add(connection, due, e);
                case ScheduledMessageCancelled e -> remove(connection, due, e.channel(), e.scheduled());
                case MessagePosted e when e.scheduled() != null -> remove(connection, due, e.channel(), e.scheduled());
                default -> {}
            }
        }
    }

    private static void add(Connection connection, String due, MessageScheduled e) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + due
                        + " (channel, scheduled, post_at) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE post_at = VALUES(post_at)")) {
            insert.setString(1, e.channel().toString());
            insert.setString(2, e.scheduled());
            insert.setLong(3, e.postAt());
            insert.executeUpdate();
        }
    }

    private static void remove(Connection connection, String due, ChannelKey channel, String scheduled)
            throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + due + " WHERE channel = ? AND scheduled = ?")) {
            delete.setString(1, channel.toString());
            delete.setString(2, scheduled);
            delete.executeUpdate();
        }
    }
}
