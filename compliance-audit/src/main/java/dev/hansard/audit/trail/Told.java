// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEvents;
import dev.hansard.axon.store.CommittedEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry with the event that tells it.
 *
 * @param event null when the record no longer has it in a readable form, which proofs and inspection will locate
 */
record Told(
        EntryRow row,
        int shard,
        @Nullable CommittedEvent event,
        @Nullable Happening happening) {
    /** The details that name people. */
    static final Set<String> PEOPLE = Set.of("user", "inviter", "kicker");

    static Told of(EntryRow row, int shard, @Nullable CommittedEvent event) {
        return new Told(row, shard, event, event == null ? null : Happenings.of(event));
    }

    /** The same each time it is read, also after a replay. */
    String id() {
        if (event != null && event.event() instanceof AuditEvents.ActionRecorded recorded) return recorded.id();
        String place = row.workspace() + '@' + shard + '#' + row.position();
        return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)).toString();
    }

    Set<String> people() {
        var ids = new HashSet<String>();
        if (happening == null) return ids;
        if (happening.actor().user() != null) ids.add(happening.actor().user().value());
        AuditEntity entity = happening.entity();
        if (entity != null && entity.kind() == AuditEntity.Kind.USER) ids.add(entity.id());
        happening.details().forEach((name, value) -> {
            if (PEOPLE.contains(name)) ids.add(value);
        });
        return ids;
    }

    Set<String> channels() {
        AuditEntity entity = happening == null ? null : happening.entity();
        return entity != null && entity.kind() == AuditEntity.Kind.CHANNEL ? Set.of(entity.id()) : Set.of();
    }
}
