// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.proofs;

import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditDay;
import dev.hansard.api.WorkspaceId;
import dev.hansard.edge.auth.Caller;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for proofs.
 *
 * @param caller null for the operator
 */
record Auditor(@Nullable Caller caller) {
    /** For the events of one's own workspace; of owners and auditors of a case. */
    static final String OWN = "auditlogs:read";
    /** For all events of the installation, whichever workspace they are of. */
    static final String ALL = "proofs:read";

    boolean mayReadAll() {
        return caller == null || caller.has(ALL);
    }

    boolean mayReadOwn() {
        return mayReadAll() || Objects.requireNonNull(caller).has(OWN);
    }

    boolean mayRead(String workspace) {
        return mayReadAll() || workspace().value().equals(workspace);
    }

    /** Whose audit trail tells of what is asked. */
    WorkspaceId workspace() {
        return caller == null ? AuditDay.INSTALLATION : caller.workspace();
    }

    AuditActor actor() {
        return caller == null ? AuditActor.OPERATOR : AuditActor.of(caller.actor());
    }
}
