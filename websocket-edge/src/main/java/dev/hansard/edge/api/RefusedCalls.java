// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.ErrorCode;
import dev.hansard.axon.audit.Refusals;
import dev.hansard.edge.auth.Caller;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells the audit trail of calls that somebody was not allowed to make. Wrong arguments are no such thing. */
@Component
final class RefusedCalls {
    private static final Set<String> CODES = Stream.of(
                    ErrorCode.MISSING_SCOPE,
                    ErrorCode.NOT_ALLOWED_TOKEN_TYPE,
                    ErrorCode.NO_PERMISSION,
                    ErrorCode.ACCESS_DENIED,
                    ErrorCode.NOT_ADMIN,
                    ErrorCode.NOT_AN_ADMIN,
                    ErrorCode.NOT_AUTHORIZED,
                    ErrorCode.RESTRICTED_ACTION,
                    ErrorCode.USER_IS_RESTRICTED,
                    ErrorCode.CANNOT_UPDATE_ADMIN_USER,
                    ErrorCode.CANT_UPDATE_MESSAGE,
                    ErrorCode.CANT_DELETE_MESSAGE,
                    ErrorCode.COMPLIANCE_EXPORTS_PREVENT_DELETION)
            .map(ErrorCode::wire)
            .collect(Collectors.toUnmodifiableSet());

    private final Refusals refusals;

    RefusedCalls(Refusals refusals) {
        this.refusals = refusals;
    }

    void told(MethodSpec method, String error, Caller caller, ApiCall.Request request) {
        if (!CODES.contains(error)) return;
        AuditEntry entry = AuditEntry.of(caller.workspace(), AuditAction.ACTION_REFUSED, caller.actor())
                .on(AuditEntity.workspace(caller.workspace()))
                .refused(error)
                .with("method", method.name())
                .from(request.address().getHostAddress(), null);
        refusals.refused(entry, caller.actor().user() + " " + method.name(), request.origin());
    }
}
