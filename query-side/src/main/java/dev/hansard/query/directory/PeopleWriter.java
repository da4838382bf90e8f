// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.Bot;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PersonKey;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.query.write.Batches;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes workspaces and their people. */
final class PeopleWriter {
    private static final String FOUND = """
            INSERT INTO ${workspace} (workspace, name, domain, created, position) VALUES (?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE position = VALUES(position)""";
    private static final String JOIN = """
            INSERT INTO ${person} (workspace, user, handle, role, bot, app, bot_name, email_hash, created, profile_position,
              updated)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE handle = VALUES(handle)""";
    private static final String ROLE = "UPDATE ${person} SET role = ?, updated = ? WHERE workspace = ? AND user = ?";
    private static final String DEACTIVATED =
            "UPDATE ${person} SET deactivated = ?, updated = ? WHERE workspace = ? AND user = ?";
    private static final String EMAIL =
            "UPDATE ${person} SET email_hash = ?, updated = ? WHERE workspace = ? AND user = ?";
    private static final String HANDLE =
            "UPDATE ${person} SET handle = ?, updated = ? WHERE workspace = ? AND user = ?";
    private static final String IDENTITY = """
            UPDATE ${person} SET user_name_hash = ?, external_hash = ?, updated = ? WHERE workspace = ? AND user = ?""";
    private static final String PROFILE =
            "UPDATE ${person} SET profile_position = ?, updated = ? WHERE workspace = ? AND user = ?";
    private static final String TOUCHED = "UPDATE ${person} SET updated = ? WHERE workspace = ? AND user = ?";
    private static final String SNOOZE = "UPDATE ${person} SET snooze_until = ? WHERE workspace = ? AND user = ?";

    private final Batches rows;

    PeopleWriter(Batches rows) {
        this.rows = rows;
    }

    void write(CommittedEvent event, WorkspaceEvents change) throws SQLException {
        switch (change) {
            case WorkspaceEvents.WorkspaceFounded e ->
                rows.add(FOUND, e.id().value(), e.name(), e.domain(), e.created(), event.position());
            case WorkspaceEvents.PersonJoined e -> join(event, e);
            case WorkspaceEvents.RoleChanged e -> update(ROLE, e.role().name(), event, e.id(), e.user());
            case WorkspaceEvents.PersonDeactivated e -> update(DEACTIVATED, true, event, e.id(), e.user());
            case WorkspaceEvents.PersonReactivated e -> update(DEACTIVATED, false, event, e.id(), e.user());
            case WorkspaceEvents.EmailClaimed e -> update(EMAIL, e.emailHash(), event, e.id(), e.user());
            case WorkspaceEvents.HandleChanged e -> update(HANDLE, e.handle(), event, e.id(), e.user());
            case WorkspaceEvents.IdentityLinked e ->
                rows.add(
                        IDENTITY,
                        e.userNameHash(),
                        e.externalIdHash(),
                        event.at().getEpochSecond(),
                        e.id().value(),
                        e.user().value());
            case WorkspaceEvents.UsergroupNameTaken e -> {}
            case WorkspaceEvents.ChannelNameTaken e -> {}
            case WorkspaceEvents.JoinedProfileErased e -> touch(event, e.id(), e.user());
            case WorkspaceEvents.PersonErasureStarted e -> {}
            case WorkspaceEvents.PersonErasureFinished e -> {}
        }
    }

    void write(CommittedEvent event, PersonEvents change) throws SQLException {
        PersonKey person = change.person();
        switch (change) {
            case PersonEvents.ProfileChanged e ->
                update(PROFILE, event.position(), event, person.workspace(), person.user());
            case PersonEvents.ProfilesErased e -> touch(event, person.workspace(), person.user());
            case PersonEvents.SnoozeStarted e -> snooze(person, e.until());
            case PersonEvents.SnoozeEnded e -> snooze(person, 0);
        }
    }

    private void join(CommittedEvent event, WorkspaceEvents.PersonJoined joined) throws SQLException {
        Bot bot = joined.bot();
        rows.add(
                JOIN,
                joined.id().value(),
                joined.user().value(),
                joined.handle(),
                joined.role().name(),
                bot == null ? null : bot.id(),
                bot == null ? null : bot.app(),
                bot == null ? null : bot.name(),
                joined.emailHash(),
                event.at().getEpochSecond(),
                event.position(),
                event.at().getEpochSecond());
    }

    private void update(String sql, @Nullable Object value, CommittedEvent event, WorkspaceId workspace, UserId user)
            throws SQLException {
        rows.add(sql, value, event.at().getEpochSecond(), workspace.value(), user.value());
    }

    private void touch(CommittedEvent event, WorkspaceId workspace, UserId user) throws SQLException {
        rows.add(TOUCHED, event.at().getEpochSecond(), workspace.value(), user.value());
    }

    private void snooze(PersonKey person, long until) throws SQLException {
        rows.add(SNOOZE, until, person.workspace().value(), person.user().value());
    }
}
