// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.discovery;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.TokenKind;
import dev.hansard.audit.export.job.ExportJob;
import dev.hansard.axon.audit.Refusals;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.edge.auth.AddressClass;
import dev.hansard.edge.auth.Authenticator;
import dev.hansard.edge.auth.BearerToken;
import dev.hansard.edge.auth.Caller;
import dev.hansard.server.discovery.CaseExports.Asked;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /discovery/cases/{case}/exports/{export}}: the file of an export, for investigators of the case; in ranges, too. */
@RestController
final class CaseExportDownload {
    private static final String METHOD = "discovery.cases.exports.download";
    private static final String SCOPE = "discovery:read";

    private final CaseExports exports;
    private final ObjectProvider<Authenticator> authenticator;
    private final ObjectProvider<Refusals> refusals;

    CaseExportDownload(
            CaseExports exports, ObjectProvider<Authenticator> authenticator, ObjectProvider<Refusals> refusals) {
        this.exports = exports;
        this.authenticator = authenticator;
        this.refusals = refusals;
    }

    @GetMapping("/discovery/cases/{caseId}/exports/{export}")
    ResponseEntity<Resource> file(
            @PathVariable String caseId,
            @PathVariable String export,
            @RequestHeader(name = HttpHeaders.RANGE, defaultValue = "all") String range,
            HttpServletRequest request) {
        InetAddress address = AddressClass.parse(request.getRemoteAddr());
        var origin = new Origin(null, AddressClass.of(address));
        Authenticator edge = authenticator.getIfAvailable();
        if (edge == null) throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE);
        Caller caller = edge.authenticate(BearerToken.of(request.getHeader("Authorization")), address);
        var asked = new Asked(caller.workspace(), caseId, caller.actor(), origin);
        ExportJob job;
        try {
            Rejection.unless(caller.kind() == TokenKind.USER, ErrorCode.NOT_ALLOWED_TOKEN_TYPE);
            Rejection.unless(caller.has(SCOPE), ErrorCode.MISSING_SCOPE);
            job = exports.downloadable(asked, export);
        } catch (Rejection e) {
            told(caller, e.code(), address, origin);
            throw e;
        }
        String name = ContentDisposition.attachment()
                .filename("hansard-" + job.id() + ".zip")
                .build()
                .toString();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, name)
                .eTag('"' + Objects.requireNonNullElse(job.sha256(), "") + '"')
                .body(new FileSystemResource(exports.download(asked, job, range)));
    }

    private void told(Caller caller, ErrorCode code, InetAddress address, Origin origin) {
        if (DiscoveryErrors.status(code).value() != 403) return;
        AuditEntry entry = AuditEntry.of(caller.workspace(), AuditAction.ACTION_REFUSED, caller.actor())
                .on(AuditEntity.workspace(caller.workspace()))
                .refused(code.wire())
                .with("method", METHOD)
                .from(address.getHostAddress(), null);
        refusals.getObject().refused(entry, caller.actor().user() + " " + METHOD, origin);
    }
}
