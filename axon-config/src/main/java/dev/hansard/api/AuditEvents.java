// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was put on the audit trail because no other event tells it: reads, refusals, the operator's work. */
public sealed interface AuditEvents extends DomainEvent {
    AuditDay day();

    @Override
    default String streamId() {
        return day().toString();
    }

    /**
     * The parameters are those of {@link AuditEntry}.
     *
     * @param id UUID of the entry
     * @param content null also when there was nothing personal to keep
     */
    record ActionRecorded(
            AuditDay day,
            String id,
            AuditAction action,
            AuditActor actor,
            @Nullable AuditEntity entity,
            AuditEntry.Outcome outcome,
            @Nullable String reason,
            @Nullable String before,
            @Nullable String after,
            Map<String, String> details,
            @Nullable AuditNote content)
            implements AuditEvents, HasContent<AuditNote> {
        public ActionRecorded {
            // Sorted, so that the same facts have the same stored form.
            details = java.util.Collections.unmodifiableMap(new TreeMap<>(details));
        }

        @Override
        public Class<AuditNote> contentType() {
            return AuditNote.class;
        }

        @Override
        public ActionRecorded withContent(@Nullable AuditNote newContent) {
            return new ActionRecorded(
                    day, id, action, actor, entity, outcome, reason, before, after, details, newContent);
        }
    }
}
