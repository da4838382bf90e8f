// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry.Outcome;
import dev.hansard.api.AuditNote;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an event means to the audit trail.
 *
 * @param other a second id by which the entry is found, e.g. who was removed
 * @param details of ids and numbers; {@code inviter} and {@code kicker} are shown as people
 */
record Happening(
        AuditAction action,
        AuditActor actor,
        @Nullable AuditEntity entity,
        @Nullable String other,
        Outcome outcome,
        @Nullable String reason,
        @Nullable String before,
        @Nullable String after,
        Map<String, String> details,
        @Nullable AuditNote note) {
    static Happening of(AuditAction action, AuditActor actor, AuditEntity entity) {
        return new Happening(action, actor, entity, null, Outcome.SUCCESS, null, null, null, Map.of(), null);
    }

    Happening findBy(String id) {
        return new Happening(action, actor, entity, id, outcome, reason, before, after, details, note);
    }

    Happening changed(@Nullable String from, @Nullable String to) {
        return new Happening(action, actor, entity, other, outcome, reason, from, to, details, note);
    }

    Happening with(String name, @Nullable Object value) {
        if (value == null) return this;
        var more = new TreeMap<>(details);
        more.put(name, value.toString());
        return new Happening(action, actor, entity, other, outcome, reason, before, after, more, note);
    }

    Happening as(AuditAction instead) {
        return new Happening(instead, actor, entity, other, outcome, reason, before, after, details, note);
    }

    /** The text by which the trail is searched for the actor. */
    String actorKey() {
        return actor.user() == null ? actor.kind().name() : actor.user().value();
    }
}
