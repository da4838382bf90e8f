// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.proofs;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.TokenKind;
import dev.hansard.axon.audit.AuditTrail;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.axon.cases.CaseBooks;
import dev.hansard.edge.auth.AddressClass;
import dev.hansard.edge.auth.Authenticator;
import dev.hansard.edge.auth.BearerToken;
import dev.hansard.edge.auth.Caller;
import dev.hansard.server.admin.OperatorGate;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Lets auditors in: by a user token with the right scope, or the operator by the operator token from this machine. */
@Component
class ProofsGate {

    private final OperatorGate operator;
    private final ObjectProvider<Authenticator> authenticator;
    private final AuditTrail trail;
    private final CaseBooks cases;

    ProofsGate(OperatorGate operator, ObjectProvider<Authenticator> authenticator, AuditTrail trail, CaseBooks cases) {
        this.operator = operator;
        this.authenticator = authenticator;
        this.trail = trail;
        this.cases = cases;
    }

    /** Throws {@link dev.hansard.api.Rejection} when the token is not good, {@link ProofsRefused} when it is not enough. */
    Auditor admit(HttpServletRequest request) {
        if (operator.admits(request)) return new Auditor(null);
        Authenticator edge = authenticator.getIfAvailable();
        if (edge == null) {
            throw new ProofsRefused(HttpStatus.UNAUTHORIZED, "invalid_auth", "this server knows the operator only");
        }
        Caller caller = edge.authenticate(BearerToken.of(request.getHeader("Authorization")), address(request));
        var auditor = new Auditor(caller);
        if (caller.kind() != TokenKind.USER) {
            throw refused(auditor, request, "not_allowed_token_type", "a person's token is needed");
        }
        if (!auditor.mayReadOwn()) throw missing(auditor, request, Auditor.OWN);
        if (!auditor.mayReadAll() && !isAuditor(caller)) {
            throw refused(auditor, request, "not_authorized", "owners and auditors of a case are given proofs");
        }
        return auditor;
    }

    private boolean isAuditor(Caller caller) {
        return caller.actor().role().isOwner() || cases.read(caller.workspace()).isAuditor(caller.actor());
    }

    /** For what tells of all workspaces. */
    void requireAll(Auditor auditor, HttpServletRequest request) {
        if (!auditor.mayReadAll()) throw missing(auditor, request, Auditor.ALL);
    }

    private ProofsRefused missing(Auditor auditor, HttpServletRequest request, String scope) {
        return refused(auditor, request, "missing_scope", "the token needs the scope " + scope);
    }

    private ProofsRefused refused(Auditor auditor, HttpServletRequest request, String code, String detail) {
        AuditEntry entry = AuditEntry.of(auditor.workspace(), AuditAction.ACTION_REFUSED, auditor.actor())
                .refused(code)
                .with("method", "proofs");
        record(entry, request);
        return new ProofsRefused(HttpStatus.FORBIDDEN, code, detail);
    }

    /** Puts on the audit trail what is about to be handed out; what is thrown stops it. */
    void record(AuditEntry entry, HttpServletRequest request) {
        InetAddress address = address(request);
        AuditEntry full = entry.from(address.getHostAddress(), request.getHeader("User-Agent"));
        trail.record(full, new Origin(null, AddressClass.of(address)));
    }

    private static InetAddress address(HttpServletRequest request) {
        return AddressClass.parse(request.getRemoteAddr());
    }
}
