// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.erasure;

import dev.hansard.api.DomainEvent;
import dev.hansard.api.Erasure;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceEvents.PersonErasureFinished;
import dev.hansard.api.WorkspaceEvents.PersonErasureStarted;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.process.Projection;
import dev.hansard.axon.store.CommittedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whose erasure was started and is not finished. */
@Component
class ErasureProjection implements Projection {
    static final String NAME = "erasures";
    static final String JOB = "job";

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
                CREATE TABLE ${job} (
                  workspace VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                  started BIGINT NOT NULL COMMENT 'sequence of the start in the stream of the workspace',
                  position BIGINT NOT NULL,
                  user VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                  reason VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                  authority VARCHAR(200) CHARACTER SET utf8mb4 NOT NULL,
                  decided_by VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                  PRIMARY KEY (workspace, started)
                )""");
    }

    @Override
    public boolean concerns(DomainEvent event) {
        return event instanceof PersonErasureStarted || event instanceof PersonErasureFinished;
    }

    @Override
    public boolean readsContent() {
        return false;
    }

    @Override
    public void apply(List<CommittedEvent> events, Tables tables, Connection connection) throws SQLException {
        String job = tables.name(JOB);
        for (CommittedEvent committed : events) {
            switch (committed.event()) {
                case PersonErasureStarted e -> add(connection, job, committed, e.id(), e.user(), e.erasure());
                case PersonErasureFinished e -> remove(connection, job, e);
                default -> {}
            }
        }
    }

    private static void add(
            Connection connection, String job, CommittedEvent at, WorkspaceId workspace, UserId user, Erasure erasure)
            throws SQLException {
        String sql = "INSERT IGNORE INTO " + job
                + " (workspace, started, position, user, reason, authority, decided_by) VALUES (?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, workspace.value());
            insert.setLong(2, at.sequence());
            insert.setLong(3, at.position());
            insert.setString(4, user.value());
            insert.setString(5, erasure.reason().name());
            insert.setString(6, erasure.authority());
            insert.setString(7, erasure.by().value());
            insert.executeUpdate();
        }
    }

    private static void remove(Connection connection, String job, PersonErasureFinished e) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + job + " WHERE workspace = ? AND started = ?")) {
            delete.setString(1, e.id().value());
            delete.setLong(2, e.started());
            delete.executeUpdate();
        }
    }
}
