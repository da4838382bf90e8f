// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.preservation;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.StoreUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ConversationProjection} wrote. Answers include everything that was committed before the question; when
 * that cannot be had in time they are refused with {@code service_unavailable}, for somebody might be forgotten.
 */
public final class Conversations implements Hold.Membership {
    private final Shards shards;
    private final ReadModels readModels;
    private final EventLog log;

    public Conversations(Shards shards, ReadModels readModels, EventLog log) {
        this.shards = shards;
        this.readModels = readModels;
        this.log = log;
    }

    public record Conversation(ChannelKey key, ChannelKind kind) {}

    private interface Reader<T> {
        T read(PreparedStatement statement) throws SQLException;
    }

    @Override
    public boolean wasIn(ChannelKey channel, Set<UserId> anyOf) {
        if (anyOf.isEmpty()) return false;
        String marks = String.join(",", Collections.nCopies(anyOf.size(), "?"));
        String sql = "SELECT 1 FROM ${ever_in} WHERE channel = ? AND user IN (" + marks + ") LIMIT 1";
        return current(shards.of(channel.workspace()), sql, select -> {
            select.setString(1, channel.toString());
            int index = 2;
            for (UserId user : anyOf) select.setString(index++, user.value());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        });
    }

    /** The kind of a conversation; null for one that there is not. */
    public @Nullable ChannelKind kind(ChannelKey channel) {
        String sql = "SELECT kind FROM ${conversation} WHERE workspace = ? AND channel = ?";
        List<ChannelKind> found = current(shards.of(channel.workspace()), sql, select -> {
            select.setString(1, channel.workspace().value());
            select.setString(2, channel.toString());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? List.of(ChannelKind.valueOf(rows.getString(1))) : List.of();
            }
        });
        return found.isEmpty() ? null : found.getFirst();
    }

    /** All conversations of a workspace, by id. */
    public List<Conversation> of(WorkspaceId workspace) {
        String sql = "SELECT channel, kind FROM ${conversation} WHERE workspace = ? ORDER BY channel";
        return current(shards.of(workspace), sql, select -> {
            select.setString(1, workspace.value());
            var found = new ArrayList<Conversation>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ChannelKind kind = ChannelKind.valueOf(rows.getString(2));
                    found.add(new Conversation(ChannelKey.parse(rows.getString(1)), kind));
                }
            }
            return found;
        });
    }

    /** The workspaces of a shard, as far as they are known yet. */
    public List<WorkspaceId> workspaces(Shards.Shard shard) {
        return read(shard, "SELECT workspace FROM ${workspace} ORDER BY workspace", select -> {
            var found = new ArrayList<WorkspaceId>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) found.add(new WorkspaceId(rows.getString(1)));
            }
            return found;
        });
    }

    /**
     * How far the erasure of a person came.
     *
     * @param kept what a hold or a statutory minimum kept; meaningful once it finished
     */
    public record PersonErasure(boolean finished, long kept) {}

    /** The erasure that was begun last on this authority; null if there was none. */
    public @Nullable PersonErasure personErasure(WorkspaceId workspace, String authority) {
        String sql = "SELECT finished, kept FROM ${person_erasure} WHERE workspace = ? AND authority = ?";
        List<PersonErasure> found = current(shards.of(workspace), sql, select -> {
            select.setString(1, workspace.value());
            select.setString(2, authority);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? List.of(new PersonErasure(rows.getBoolean(1), rows.getLong(2))) : List.of();
            }
        });
        return found.isEmpty() ? null : found.getFirst();
    }

    private <T> T current(Shards.Shard shard, String sql, Reader<T> reader) {
        long head = log.head(shard.id());
        if (readModels.position(ConversationProjection.NAME, shard.id()) < head) {
            readModels.catchUp(ConversationProjection.NAME, shard.id());
            if (readModels.position(ConversationProjection.NAME, shard.id()) < head) {
                throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE, "who is in which conversation is not known yet");
            }
        }
        return read(shard, sql, reader);
    }

    private <T> T read(Shards.Shard shard, String sql, Reader<T> reader) {
        String physical = sql;
        for (String table : List.of("workspace", "conversation", "ever_in", "person_erasure")) {
            String name = "${" + table + "}";
            if (physical.contains(name)) {
                physical = physical.replace(name, readModels.table(ConversationProjection.NAME, shard.id(), table));
            }
        }
        try (Connection connection = shard.reader().getConnection();
                PreparedStatement select = connection.prepareStatement(physical)) {
            return reader.read(select);
        } catch (SQLException e) {
            throw new StoreUnavailable("reading conversations", e);
        }
    }
}
