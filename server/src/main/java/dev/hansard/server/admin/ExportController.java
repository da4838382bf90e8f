// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.AuditActor;
import dev.hansard.api.DirectoryQueries.FindWorkspaceByName;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Views.WorkspaceView;
import dev.hansard.api.WorkspaceId;
import dev.hansard.audit.export.RecordReader;
import dev.hansard.audit.export.job.ExportJob;
import dev.hansard.audit.export.job.Exports;
import dev.hansard.audit.export.job.TooManyExports;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.axon.bus.Queries;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /admin/exports}: what was said, handed over. Everything but looking at the list is on the audit trail. */
@RestController
final class ExportController {
    private static final Origin HERE = new Origin(null, "loopback");

    private final ObjectProvider<Exports> exports;
    private final ObjectProvider<RecordReader> record;
    private final Queries queries;

    ExportController(ObjectProvider<Exports> exports, ObjectProvider<RecordReader> record, Queries queries) {
        this.exports = exports;
        this.record = record;
        this.queries = queries;
    }

    @PostMapping("/admin/exports")
    ExportAnswer start(@RequestBody ExportOrder order) {
        Exports all = exports();
        RecordReader reader = record.getObject();
        try {
            return ExportAnswer.of(all.start(order.resolve(queries, reader::head), AuditActor.OPERATOR, HERE));
        } catch (TooManyExports e) {
            throw new AdminRefused(HttpStatus.CONFLICT, "too_many_exports", "too many exports are waiting; try later");
        }
    }

    @GetMapping("/admin/exports")
    Map<String, List<ExportAnswer>> list(@RequestParam(required = false) @Nullable String workspace) {
        WorkspaceId only = workspace == null ? null : workspace(workspace);
        return Map.of(
                "exports", exports().list(only).stream().map(ExportAnswer::of).toList());
    }

    @GetMapping("/admin/exports/{id}")
    ExportAnswer show(@PathVariable String id) {
        return ExportAnswer.of(job(id));
    }

    @PostMapping("/admin/exports/{id}/cancel")
    ExportAnswer cancel(@PathVariable String id) {
        if (!exports().cancel(job(id), AuditActor.OPERATOR, HERE)) throw ended();
        return ExportAnswer.of(job(id));
    }

    @DeleteMapping("/admin/exports/{id}")
    ExportAnswer delete(@PathVariable String id) {
        if (!exports().delete(job(id), AuditActor.OPERATOR, HERE)) throw noFile();
        return ExportAnswer.of(job(id));
    }

    /** The file; the framework serves the ranges that are asked for. */
    @GetMapping("/admin/exports/{id}/file")
    ResponseEntity<Resource> file(
            @PathVariable String id, @RequestHeader(name = HttpHeaders.RANGE, defaultValue = "all") String range) {
        ExportJob job = job(id);
        Path file = exports().download(job, AuditActor.OPERATOR, HERE, range);
        if (file == null) throw noFile();
        String name = ContentDisposition.attachment()
                .filename("hansard-" + job.id() + ".zip")
                .build()
                .toString();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, name)
                .eTag('"' + Objects.requireNonNull(job.sha256()) + '"')
                .body(new FileSystemResource(file));
    }

    private Exports exports() {
        Exports all = exports.getIfAvailable();
        if (all == null) {
            throw new AdminRefused(HttpStatus.CONFLICT, "wrong_role", "this server does not run the compliance role");
        }
        return all;
    }

    private ExportJob job(String id) {
        ExportJob job = exports().find(id);
        if (job == null) throw new AdminRefused(HttpStatus.NOT_FOUND, "export_not_found", "there is no export " + id);
        return job;
    }

    private WorkspaceId workspace(String text) {
        @Nullable WorkspaceView found = queries.ask(new FindWorkspaceByName(text));
        if (found == null) throw new Rejection(ErrorCode.TEAM_NOT_FOUND, "there is no workspace " + text);
        return found.id();
    }

    private static AdminRefused ended() {
        return new AdminRefused(HttpStatus.CONFLICT, "export_ended", "the export has ended");
    }

    private static AdminRefused noFile() {
        return new AdminRefused(HttpStatus.CONFLICT, "export_has_no_file", "the export has no file: see its state");
    }
}
