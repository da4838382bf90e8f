// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.api.AuditAction;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PreservationEvents;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.axon.process.Projection.Tables;
import dev.hansard.axon.store.CommittedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one batch of events adds to the trail, and what of earlier ones it has to know for that. */
final class TrailBatch {
    record Person(String handle, String role, long profile) {}

    record Channel(ChannelKind kind, @Nullable String name) {}

    private final Rows rows;
    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, Channel> channels = new HashMap<>();
    /** The rules of each workspace that gets a new one, by scope. */
    private final Map<String, Map<String, String>> rules = new HashMap<>();

    private final List<@Nullable Object[]> newRules = new ArrayList<>();
    private final Set<String> changedPeople = new HashSet<>();
    private final Set<String> changedChannels = new HashSet<>();
    private final List<@Nullable Object[]> workspaces = new ArrayList<>();
    private final List<@Nullable Object[]> entries = new ArrayList<>();

    TrailBatch(Tables tables, Connection connection) {
        this.rows = new Rows(connection, tables::name);
    }

    /** Reads what earlier batches left about those whom the events are about. */
    void load(List<CommittedEvent> events) throws SQLException {
        var persons = new HashSet<String>();
        var conversations = new HashSet<String>();
        for (CommittedEvent each : events) {
            switch (each.event()) {
                case WorkspaceEvents.HandleChanged e -> persons.add(e.id().value() + '/' + e.user());
                case WorkspaceEvents.RoleChanged e -> persons.add(e.id().value() + '/' + e.user());
                case PersonEvents e -> persons.add(e.person().toString());
                case PreservationEvents.RetentionSet e -> {
                    String workspace = e.workspace().value();
                    if (!rules.containsKey(workspace)) rules.put(workspace, Known.rules(rows, workspace));
                }
                case ChannelEvents e -> conversations.add(e.channel().toString());
                case DomainEvent e -> {}
            }
        }
        people.putAll(Known.people(rows, persons));
        channels.putAll(Known.channels(rows, conversations));
    }

    void add(CommittedEvent event) {
        Happening happening = Happenings.of(event);
        if (happening != null) {
            entry(event, happening.as(exactly(event.event(), happening.action())));
        }
        remember(event);
    }

    private void entry(CommittedEvent event, Happening happening) {
        entries.add(new @Nullable Object[] {
            event.position(),
            event.event().workspace().value(),
            ChronoUnit.MICROS.between(Instant.EPOCH, event.at()),
            happening.action().wire(),
            happening.actorKey(),
            happening.entity() == null ? null : shortened(happening.entity().id()),
            happening.other() == null ? null : shortened(happening.other()),
            previous(event.event())
        });
    }

    private static String shortened(String id) {
        return id.length() <= 64 ? id : id.substring(0, 64);
    }

    /** A private channel has names of its own for being archived. */
    private AuditAction exactly(DomainEvent event, AuditAction action) {
        Channel channel =
                event instanceof ChannelEvents e ? channels.get(e.channel().toString()) : null;
        if (channel == null || channel.kind() == ChannelKind.PUBLIC) return action;
        return switch (event) {
            case ChannelEvents.ChannelArchived e -> AuditAction.PRIVATE_CHANNEL_ARCHIVE;
            case ChannelEvents.ChannelUnarchived e -> AuditAction.PRIVATE_CHANNEL_UNARCHIVE;
            case DomainEvent e -> action;
        };
    }

    private @Nullable String previous(DomainEvent event) {
        return switch (event) {
            case WorkspaceEvents.RoleChanged e -> {
                Person person = people.get(e.id().value() + '/' + e.user());
                yield person == null ? null : person.role();
            }
            case WorkspaceEvents.HandleChanged e -> {
                Person person = people.get(e.id().value() + '/' + e.user());
                yield person == null ? null : person.handle();
            }
            case PreservationEvents.RetentionSet e ->
                rules.getOrDefault(e.workspace().value(), Map.of()).getOrDefault(Preservation.scope(e.scope()), "none");
            case DomainEvent e -> null;
        };
    }

    private void remember(CommittedEvent at) {
        switch (at.event()) {
            case WorkspaceEvents.WorkspaceFounded e ->
                workspaces.add(new Object[] {e.id().value(), e.name(), e.domain()});
            case WorkspaceEvents.PersonJoined e ->
                person(
                        e.id().value() + '/' + e.user(),
                        new Person(e.handle(), Happenings.role(e.role()), at.position()));
            case WorkspaceEvents.RoleChanged e -> {
                String key = e.id().value() + '/' + e.user();
                Person known = people.get(key);
                if (known != null) {
                    person(key, new Person(known.handle(), Happenings.role(e.role()), known.profile()));
                }
            }
            case WorkspaceEvents.HandleChanged e -> {
                String key = e.id().value() + '/' + e.user();
                Person known = people.get(key);
                if (known != null) person(key, new Person(e.handle(), known.role(), known.profile()));
            }
            case PersonEvents.ProfileChanged e -> {
                Person known = people.get(e.person().toString());
                if (known != null) {
                    person(e.person().toString(), new Person(known.handle(), known.role(), at.position()));
                }
            }
            case ChannelEvents.ChannelCreated e -> channel(e.channel().toString(), new Channel(e.kind(), e.name()));
            case ChannelEvents.ChannelRenamed e -> {
                Channel known = channels.get(e.channel().toString());
                if (known != null) channel(e.channel().toString(), new Channel(known.kind(), e.name()));
            }
            case DomainEvent e -> {}
        }
    }

    private void person(String key, Person person) {
        people.put(key, person);
        changedPeople.add(key);
    }

    private void channel(String key, Channel channel) {
        channels.put(key, channel);
        changedChannels.add(key);
    }

    void write() throws SQLException {
        rows.write(
                "INSERT IGNORE INTO ${entry} (position, workspace, at, action, actor, entity, other, previous)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                entries);
        rows.write("INSERT IGNORE INTO ${workspace} (workspace, name, domain) VALUES (?, ?, ?)", workspaces);
        rows.write(
                "INSERT INTO ${rule} (workspace, scope, rule) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE rule = VALUES(rule)",
                newRules);
        rows.write(
                "INSERT INTO ${person} (person, handle, role, profile) VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
                        + " handle = VALUES(handle), role = VALUES(role), profile = VALUES(profile)",
                changedPeople.stream().sorted().map(this::row).toList());
        rows.write(
                "INSERT INTO ${channel} (channel, kind, name) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE"
                        + " kind = VALUES(kind), name = VALUES(name)",
                changedChannels.stream().sorted().map(this::channelRow).toList());
    }

    private @Nullable Object[] row(String key) {
        Person person = java.util.Objects.requireNonNull(people.get(key));
        return new Object[] {key, person.handle(), person.role(), person.profile()};
    }

    private @Nullable Object[] channelRow(String key) {
        Channel channel = java.util.Objects.requireNonNull(channels.get(key));
        return new @Nullable Object[] {key, channel.kind().name(), channel.name()};
    }
}
