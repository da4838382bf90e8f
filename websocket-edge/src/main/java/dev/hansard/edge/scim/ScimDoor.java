// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.TokenKind;
import dev.hansard.axon.audit.Refusals;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.edge.auth.Authenticator;
import dev.hansard.edge.auth.Caller;
import dev.hansard.edge.limits.CallLimits;
import dev.hansard.edge.limits.Tier;
import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides who comes in: an active admin or owner with a token of their own that has the scope {@code admin}. What of it they
 * may do is decided where the commands are. Whoever is turned away learns nothing of what there is, and the audit trail
 * learns of them.
 */
@Component
final class ScimDoor {
    static final String SCOPE = "admin";

    private static final Set<ErrorCode> TOLD = Set.of(
            ErrorCode.NOT_ALLOWED_TOKEN_TYPE,
            ErrorCode.MISSING_SCOPE,
            ErrorCode.NOT_ADMIN,
            ErrorCode.CANNOT_UPDATE_ADMIN_USER,
            ErrorCode.LAST_PRIMARY_OWNER);

    private final Authenticator authenticator;
    private final CallLimits limits;
    private final Refusals refusals;

    ScimDoor(Authenticator authenticator, CallLimits limits, Refusals refusals) {
        this.authenticator = authenticator;
        this.limits = limits;
        this.refusals = refusals;
    }

    /** @param method as the limits and the audit trail name it, e.g. {@code scim.users.write} */
    Caller admit(@Nullable String token, InetAddress address, String method, Origin origin) {
        limits.from(address);
        Caller caller = authenticator.authenticate(token, address);
        ErrorCode code = fault(caller);
        if (code != null) {
            var refusal = new Rejection(code);
            refused(caller, refusal, address, method, origin);
            throw refusal;
        }
        limits.take(caller.workspace(), caller.actor(), method, Tier.TIER3, null);
        return caller;
    }

    /** Tells the audit trail if it is something that the caller was not allowed. */
    void refused(Caller caller, Rejection refusal, InetAddress address, String method, Origin origin) {
        if (!TOLD.contains(refusal.code())) return;
        AuditEntry entry = AuditEntry.of(caller.workspace(), AuditAction.ACTION_REFUSED, caller.actor())
                .on(AuditEntity.workspace(caller.workspace()))
                .refused(refusal.code().wire())
                .with("method", method)
                .from(address.getHostAddress(), null);
        refusals.refused(entry, caller.actor().user() + " " + method, origin);
    }

    private static @Nullable ErrorCode fault(Caller caller) {
        if (caller.kind() != TokenKind.USER) return ErrorCode.NOT_ALLOWED_TOKEN_TYPE;
        if (!caller.has(SCOPE)) return ErrorCode.MISSING_SCOPE;
        return caller.actor().role().isAdmin() ? null : ErrorCode.NOT_ADMIN;
    }
}
