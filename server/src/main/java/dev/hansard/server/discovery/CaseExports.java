// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.discovery;

import dev.hansard.api.Actor;
import dev.hansard.api.AuditActor;
import dev.hansard.api.CaseQueries.CheckCase;
import dev.hansard.api.CaseQueries.FindSearch;
import dev.hansard.api.CaseQueries.Right;
import dev.hansard.api.CaseQueries.SearchView;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.WorkspaceId;
import dev.hansard.audit.cases.SearchScope;
import dev.hansard.audit.export.ExportRequest;
import dev.hansard.audit.export.ExportRequest.Authority;
import dev.hansard.audit.export.format.ExportFormat;
import dev.hansard.audit.export.job.ExportJob;
import dev.hansard.audit.export.job.Exports;
import dev.hansard.audit.export.job.TooManyExports;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.axon.bus.Queries;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Exports of what a case's searches found. Whoever has no right in the case is refused with {@code not_authorized} before it
 * is looked whether there is such an export.
 */
@Component
class CaseExports {
    private final ObjectProvider<Exports> exports;
    private final Queries queries;

    CaseExports(ObjectProvider<Exports> exports, Queries queries) {
        this.exports = exports;
        this.queries = queries;
    }

    /** A case, and who asks. */
    record Asked(WorkspaceId workspace, String caseId, Actor actor, Origin origin) {}

    ExportJob start(Asked asked, String search, String format, @Nullable String reason) {
        check(asked, Right.INVESTIGATE);
        SearchView found = queries.ask(new FindSearch(asked.workspace(), asked.caseId(), search, asked.actor()));
        Rejection.unless(ExportFormat.named(format) != null, ErrorCode.INVALID_ARGUMENTS);
        var authority = new Authority(asked.actor().user().value(), null, asked.caseId(), reason);
        var request = new ExportRequest(asked.workspace(), SearchScope.of(found), format, found.position(), authority);
        try {
            return exports().start(request, AuditActor.of(asked.actor()), asked.origin());
        } catch (TooManyExports e) {
            throw new Rejection(ErrorCode.TOO_MANY_EXPORTS);
        }
    }

    List<ExportJob> list(Asked asked) {
        check(asked, Right.SEE);
        return exports().list(asked.workspace()).stream()
                .filter(job -> isOf(job, asked))
                .toList();
    }

    ExportJob find(Asked asked, String id) {
        check(asked, Right.SEE);
        return require(asked, id);
    }

    ExportJob cancel(Asked asked, String id) {
        check(asked, Right.INVESTIGATE);
        exports().cancel(require(asked, id), AuditActor.of(asked.actor()), asked.origin());
        return require(asked, id);
    }

    /** The file; its download is on the audit trail. Refused with {@code export_not_found} also while it is not done. */
    Path download(Asked asked, ExportJob job, String range) {
        Path file = exports().download(job, AuditActor.of(asked.actor()), asked.origin(), range);
        if (file == null) throw new Rejection(ErrorCode.EXPORT_NOT_FOUND);
        return file;
    }

    /** One that the asker may download. */
    ExportJob downloadable(Asked asked, String id) {
        check(asked, Right.INVESTIGATE);
        return require(asked, id);
    }

    private ExportJob require(Asked asked, String id) {
        ExportJob job = exports().find(id);
        if (job == null || !isOf(job, asked)) throw new Rejection(ErrorCode.EXPORT_NOT_FOUND);
        return job;
    }

    private static boolean isOf(ExportJob job, Asked asked) {
        return job.request().workspace().equals(asked.workspace())
                && asked.caseId().equals(job.request().authority().caseId());
    }

    private void check(Asked asked, Right right) {
        queries.<Long>ask(new CheckCase(asked.workspace(), asked.caseId(), right, asked.actor()));
    }

    private Exports exports() {
        Exports all = exports.getIfAvailable();
        if (all == null) throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE, "this server makes no exports");
        return all;
    }
}
