// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.auth;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditDay;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Views.CredentialView;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.audit.Refusals;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.edge.limits.FailedAuthLimit;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the audit trail of tokens that were no good. A call without any token is no login. */
@Component
final class FailedLogins {
    private final Refusals refusals;

    FailedLogins(Refusals refusals) {
        this.refusals = refusals;
    }

    /**
     * @param workspace that the token names, null when it names none
     * @param credential the token's, null when there is none like it
     */
    void failed(
            ErrorCode code, @Nullable WorkspaceId workspace, @Nullable CredentialView credential, InetAddress address) {
        AuditActor actor = credential == null ? AuditActor.UNKNOWN : AuditActor.of(credential.actor());
        AuditEntity token = credential == null
                ? null
                : new AuditEntity(AuditEntity.Kind.TOKEN, credential.key().credential());
        AuditEntry entry = AuditEntry.of(
                        workspace == null ? AuditDay.INSTALLATION : workspace, AuditAction.USER_LOGIN_FAILED, actor)
                .on(token)
                .refused(code.wire())
                .from(address.getHostAddress(), null);
        refusals.refused(entry, FailedAuthLimit.network(address), new Origin(null, AddressClass.of(address)));
    }
}
