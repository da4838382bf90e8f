// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.reader;

import dev.hansard.api.PersonKey;
import dev.hansard.api.ReaderCommands;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.Fences;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.StoreUnavailable;
import dev.hansard.command.channel.Conversations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/** Keeps where readers stand. This is state and no event: nobody else sees it, and only the last value counts. */
@Component
class ReaderState {
    private final Shards shards;
    private final Conversations conversations;

    ReaderState(Shards shards, Conversations conversations) {
        this.shards = shards;
        this.conversations = conversations;
    }

    @CommandHandler
    void handle(ReaderCommands.MarkRead c) {
        conversations.requireMember(c.channel(), c.actor());
        inTransaction(c.workspace(), connection -> {
            try (PreparedStatement mark =
                    connection.prepareStatement("INSERT INTO reader_mark (channel, user, last_read)"
                            + " VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE last_read = VALUES(last_read)")) {
                mark.setString(1, c.channel().toString());
                mark.setString(2, c.actor().user().value());
                mark.setLong(3, c.ts().micros());
                return mark.executeUpdate();
            }
        });
    }

    /** A conversation that was neither shown nor hidden yet counts as shown. */
    @CommandHandler
    boolean handle(ReaderCommands.ShowConversation c) {
        conversations.requireMember(c.channel(), c.actor());
        String person = person(c.workspace(), c);
        return inTransaction(c.workspace(), connection -> {
            if (isOpen(connection, person, c.channel().toString()) == c.open()) return false;
            try (PreparedStatement show = connection.prepareStatement("INSERT INTO reader_conversation"
                    + " (person, channel, open) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE open = VALUES(open)")) {
                show.setString(1, person);
                show.setString(2, c.channel().toString());
                show.setBoolean(3, c.open());
                show.executeUpdate();
                return true;
            }
        });
    }

    @CommandHandler
    void handle(ReaderCommands.SetPresence c) {
        inTransaction(c.workspace(), connection -> {
            try (PreparedStatement presence = connection.prepareStatement("INSERT INTO reader_presence (person, away)"
                    + " VALUES (?, ?) ON DUPLICATE KEY UPDATE away = VALUES(away)")) {
                presence.setString(1, person(c.workspace(), c));
                presence.setBoolean(2, c.away());
                return presence.executeUpdate();
            }
        });
    }

    private static boolean isOpen(Connection connection, String person, String channel) throws SQLException {
        try (PreparedStatement read =
                connection.prepareStatement("SELECT open FROM reader_conversation WHERE person = ? AND channel = ?")) {
            read.setString(1, person);
            read.setString(2, channel);
            try (ResultSet row = read.executeQuery()) {
                return !row.next() || row.getBoolean(1);
            }
        }
    }

    private static String person(WorkspaceId workspace, ReaderCommands c) {
        return new PersonKey(workspace, c.actor().user()).toString();
    }

    private <R> R inTransaction(WorkspaceId workspace, Work<R> work) {
        Shards.Placement placement = shards.placement(workspace);
        try (Connection connection = shards.shard(placement.shard()).reader().getConnection()) {
            Fences.hold(connection, placement);
            R result = work.run(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new StoreUnavailable("reader state", e);
        }
    }

    private interface Work<R> {
        R run(Connection connection) throws SQLException;
    }
}
