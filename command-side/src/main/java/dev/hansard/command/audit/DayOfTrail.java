// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.audit;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.AuditCommands.RecordAction;
import dev.hansard.api.AuditDay;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.AuditEvents.ActionRecorded;
import dev.hansard.api.AuditNote;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One day of a workspace's audit trail. It decides nothing and remembers nothing: what is told to it is written down. */
@Aggregate(type = "audit", cache = "aggregateCache", snapshotTriggerDefinition = "snapshotTrigger")
@Revision("1")
class DayOfTrail {
    @AggregateIdentifier
    private AuditDay day;

    DayOfTrail() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(RecordAction c) {
        AuditEntry entry = c.entry();
        apply(new ActionRecorded(
                c.day(),
                c.id(),
                entry.action(),
                entry.actor(),
                entry.entity(),
                entry.outcome(),
                entry.reason(),
                entry.before(),
                entry.after(),
                entry.details(),
                personal(entry.note())));
    }

    private static @Nullable AuditNote personal(AuditNote note) {
        return note.ip() == null && note.userAgent() == null && note.text() == null ? null : note;
    }

    @EventSourcingHandler
    void on(ActionRecorded e) {
        day = e.day();
    }
}
