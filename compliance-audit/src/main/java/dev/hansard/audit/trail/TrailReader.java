// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.api.PersonEvents;
import dev.hansard.api.Profile;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.Shards.Shard;
import dev.hansard.axon.store.UnreadableEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Reads entries from the record and writes them down in the form of Slack's Audit Logs API, with the names of now. */
@Component
class TrailReader {
    private final TrailTables tables;
    private final EventLog log;

    TrailReader(TrailTables tables, EventLog log) {
        this.tables = tables;
        this.log = log;
    }

    /** In the order of the rows. */
    List<ObjectNode> read(Shard shard, List<EntryRow> rows) {
        if (rows.isEmpty()) return List.of();
        Map<Long, CommittedEvent> events =
                at(shard.id(), rows.stream().map(EntryRow::position).toList());
        var told = new ArrayList<Told>(rows.size());
        for (EntryRow row : rows) told.add(Told.of(row, shard.id(), events.get(row.position())));
        var json = new EntryJson(names(shard, told));
        return told.stream().map(json::of).toList();
    }

    private Names names(Shard shard, List<Told> entries) {
        Set<String> people = new HashSet<>();
        Set<String> channels = new HashSet<>();
        Set<String> workspaces = new HashSet<>();
        for (Told each : entries) {
            workspaces.add(each.row().workspace());
            each.people().forEach(id -> people.add(each.row().workspace() + '/' + id));
            each.channels().forEach(id -> channels.add(each.row().workspace() + '/' + id));
        }
        var names = tables.read(
                shard,
                known -> new Names(
                        Known.people(known, people),
                        Known.channels(known, channels),
                        Known.workspaces(known, workspaces),
                        new HashMap<>()));
        var profiles = new HashSet<Long>();
        names.people().values().forEach(person -> profiles.add(person.profile()));
        at(shard.id(), profiles).forEach((position, event) -> {
            Profile profile = profile(event);
            if (profile != null) names.profiles().put(position, profile);
        });
        return names;
    }

    private static @Nullable Profile profile(CommittedEvent event) {
        return switch (event.event()) {
            case WorkspaceEvents.PersonJoined e -> e.content();
            case PersonEvents.ProfileChanged e -> e.content();
            case dev.hansard.api.DomainEvent e -> null;
        };
    }

    /** One event that was damaged must not hide the others. */
    private Map<Long, CommittedEvent> at(int shard, Collection<Long> positions) {
        if (positions.isEmpty()) return Map.of();
        try {
            return log.at(shard, positions);
        } catch (UnreadableEvent damaged) {
            if (positions.size() == 1) return Map.of();
            var found = new HashMap<Long, CommittedEvent>();
            for (Long position : positions) found.putAll(at(shard, List.of(position)));
            return found;
        }
    }
}
