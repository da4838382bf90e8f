// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.audit;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.AuditQueries.Asker;
import dev.hansard.api.AuditQueries.FindAuditEntries;
import dev.hansard.api.AuditQueries.Page;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.TokenKind;
import dev.hansard.axon.audit.Refusals;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.axon.bus.Queries;
import dev.hansard.edge.auth.AddressClass;
import dev.hansard.edge.auth.Authenticator;
import dev.hansard.edge.auth.BearerToken;
import dev.hansard.edge.auth.Caller;
import dev.hansard.edge.limits.CallLimits;
import dev.hansard.edge.limits.Tier;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Leads a request to the audit trail. Token, scope and rate are checked here; who may read is decided where the trail is
 * read.
 */
@Component
final class AuditDoor {
    static final String SCOPE = "auditlogs:read";

    private static final String METHOD = "audit.logs";
    private static final int LONGEST_AGENT = 200;

    private final Authenticator authenticator;
    private final CallLimits limits;
    private final Refusals refusals;
    private final Queries queries;

    AuditDoor(Authenticator authenticator, CallLimits limits, Refusals refusals, Queries queries) {
        this.authenticator = authenticator;
        this.limits = limits;
        this.refusals = refusals;
        this.queries = queries;
    }

    Page logs(HttpServletRequest request, String correlation) {
        InetAddress address = AddressClass.parse(request.getRemoteAddr());
        Caller caller = authenticator.authenticate(BearerToken.of(request.getHeader("Authorization")), address);
        var asker = new Asker(
                correlation,
                AddressClass.of(address),
                address.getHostAddress(),
                shortened(request.getHeader("User-Agent")));
        admit(caller, asker);
        limits.take(caller.workspace(), caller.actor(), METHOD, Tier.TIER3, null);
        AuditRequest asked = AuditRequest.read(request);
        return queries.ask(new FindAuditEntries(
                caller.workspace(), asked.filter(), asked.cursor(), asked.limit(), caller.actor(), asker));
    }

    private void admit(Caller caller, Asker asker) {
        if (caller.kind() != TokenKind.USER) {
            refused(caller, ErrorCode.NOT_ALLOWED_TOKEN_TYPE, asker);
            throw new Rejection(ErrorCode.NOT_ALLOWED_TOKEN_TYPE);
        }
        if (!caller.has(SCOPE)) {
            refused(caller, ErrorCode.MISSING_SCOPE, asker);
            throw new MissingScope(SCOPE, caller.scopes());
        }
    }

    private void refused(Caller caller, ErrorCode code, Asker asker) {
        AuditEntry entry = AuditEntry.of(caller.workspace(), AuditAction.ACTION_REFUSED, caller.actor())
                .on(AuditEntity.workspace(caller.workspace()))
                .refused(code.wire())
                .with("method", METHOD)
                .from(asker.ip(), asker.userAgent());
        String from = caller.actor().user() + " " + METHOD;
        refusals.refused(entry, from, new Origin(asker.correlation(), asker.address()));
    }

    private static @Nullable String shortened(@Nullable String agent) {
        return agent == null || agent.length() <= LONGEST_AGENT ? agent : agent.substring(0, LONGEST_AGENT);
    }
}
