// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.preservation;

import dev.hansard.api.ChannelEvents.ChannelCreated;
import dev.hansard.api.ChannelEvents.MemberJoined;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.Erasure;
import dev.hansard.api.MessageEvents.MessageImported;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceEvents.PersonErasureFinished;
import dev.hansard.api.WorkspaceEvents.PersonErasureStarted;
import dev.hansard.api.WorkspaceEvents.WorkspaceFounded;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.process.Projection;
import dev.hansard.axon.store.CommittedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which conversations there are, of what kind, and who is or ever was in them; nothing is ever taken away. Also how far the
 * erasure of people came.
 */
public final class ConversationProjection implements Projection {
    static final String NAME = "preservation";

    private record Seat(ChannelKey channel, UserId user) {}

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
                CREATE TABLE ${workspace} (
                  workspace VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY
                )""", """
                CREATE TABLE ${conversation} (
                  workspace VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                  channel VARCHAR(50) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                  kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                  PRIMARY KEY (workspace, channel)
                )""", """
                CREATE TABLE ${ever_in} (
                  channel VARCHAR(50) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                  user VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                  PRIMARY KEY (channel, user)
                )""", """
                CREATE TABLE ${person_erasure} (
                  workspace VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                  authority VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
                  finished TINYINT NOT NULL,
                  kept BIGINT NOT NULL,
                  PRIMARY KEY (workspace, authority)
                )""");
    }

    @Override
    public boolean concerns(DomainEvent event) {
        return event instanceof WorkspaceFounded
                || event instanceof ChannelCreated
                || event instanceof MemberJoined
                || event instanceof MessageImported
                || event instanceof PersonErasureStarted
                || event instanceof PersonErasureFinished;
    }

    @Override
    public boolean readsContent() {
        return false;
    }

    @Override
    public void apply(List<CommittedEvent> events, Tables tables, Connection connection) throws SQLException {
        Set<Seat> seats = new HashSet<>();
        for (CommittedEvent committed : events) {
            switch (committed.event()) {
                case WorkspaceFounded e -> insert(connection, tables.name("workspace"), e.id().value());
                case ChannelCreated e -> {
                    insert(
                            connection,
                            tables.name("conversation"),
                            e.channel().workspace().value(),
                            e.channel().toString(),
                            e.kind().name());
                    for (UserId member : e.members()) seats.add(new Seat(e.channel(), member));
                }
                case MemberJoined e -> seats.add(new Seat(e.channel(), e.user()));
                // An archive tells who is in now; who wrote was in then.
                case MessageImported e -> seats.add(new Seat(e.channel(), e.author()));
                case PersonErasureStarted e -> erasure(connection, tables, e.id(), e.erasure(), false, 0);
                case PersonErasureFinished e -> erasure(connection, tables, e.id(), e.erasure(), true, e.kept());
                default -> {}
            }
        }
        if (seats.isEmpty()) return;
        String sql = "INSERT IGNORE INTO " + tables.name("ever_in") + " VALUES (?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Seat seat : seats) {
                insert.setString(1, seat.channel().toString());
                insert.setString(2, seat.user().value());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void erasure(
            Connection connection, Tables tables, WorkspaceId workspace, Erasure erasure, boolean finished, long kept)
            throws SQLException {
        String sql = "REPLACE INTO " + tables.name("person_erasure") + " VALUES (?, ?, ?, ?)";
        try (PreparedStatement replace = connection.prepareStatement(sql)) {
            replace.setString(1, workspace.value());
            replace.setString(2, erasure.authority());
            replace.setBoolean(3, finished);
            replace.setLong(4, kept);
            replace.executeUpdate();
        }
    }

    private static void insert(Connection connection, String table, String... values) throws SQLException {
        String marks = String.join(", ", java.util.Collections.nCopies(values.length, "?"));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT IGNORE INTO " + table + " VALUES (" + marks + ")")) {
            for (int i = 0; i < values.length; i++) insert.setString(i + 1, values[i]);
            insert.executeUpdate();
        }
    }
}
