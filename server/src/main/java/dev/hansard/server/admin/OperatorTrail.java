// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditDay;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.audit.AuditTrail;
import dev.hansard.axon.bus.Commands.Origin;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts what the operator does on the audit trail: that it begins before it begins, how it ended before anybody is told. */
@Component
class OperatorTrail {
    static final Origin ORIGIN = new Origin(null, "loopback");

    private final AuditTrail trail;

    OperatorTrail(AuditTrail trail) {
        this.trail = trail;
    }

    /** Something that concerns the whole installation, to be completed and {@link #record recorded}. */
    static AuditEntry installation(AuditAction action, AuditEntity.Kind kind, String id) {
        return AuditEntry.of(AuditDay.INSTALLATION, action, AuditActor.OPERATOR).on(new AuditEntity(kind, id));
    }

    static AuditEntry readModel(AuditAction action, String projection) {
        return installation(action, AuditEntity.Kind.READ_MODEL, projection);
    }

    /** Something that concerns one workspace; the installation while it is not known yet. */
    static AuditEntry workspace(AuditAction action, @Nullable WorkspaceId workspace) {
        AuditEntry entry =
                AuditEntry.of(workspace == null ? AuditDay.INSTALLATION : workspace, action, AuditActor.OPERATOR);
        return workspace == null ? entry : entry.on(AuditEntity.workspace(workspace));
    }

    /** Refuses with {@code service_unavailable} when the trail cannot be written: the operator's wish is not carried out. */
    void record(AuditEntry entry) {
        trail.record(entry, ORIGIN);
    }
}
