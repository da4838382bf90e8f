// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of the audit trail. */
public sealed interface AuditCommands extends Command {
    AuditDay day();

    @Override
    default WorkspaceId workspace() {
        return day().workspace();
    }

    /**
     * Puts an entry on the trail; it is there when the command has ended. Refuses nothing.
     *
     * @param id UUID of the entry
     */
    record RecordAction(@TargetAggregateIdentifier AuditDay day, String id, AuditEntry entry, Actor actor)
            implements AuditCommands {}
}
