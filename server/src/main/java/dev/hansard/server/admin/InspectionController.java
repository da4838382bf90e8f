// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.audit.inspection.InspectionReport;
import dev.hansard.audit.inspection.RecordInspection;
import dev.hansard.axon.store.Shards;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /admin/inspect}: walks every shard's record; a line now and then, and one for each shard's report. */
@RestController
final class InspectionController {
    private final Shards shards;
    private final ObjectProvider<RecordInspection> inspection;
    private final OperatorTrail trail;
    private final JsonMapper json;

    InspectionController(
            Shards shards, ObjectProvider<RecordInspection> inspection, OperatorTrail trail, JsonMapper json) {
        this.shards = shards;
        this.inspection = inspection;
        this.trail = trail;
        this.json = json;
    }

    @GetMapping("/admin/inspect")
    void inspect(HttpServletResponse response) throws IOException {
        RecordInspection inspector = inspection.getIfAvailable();
        if (inspector == null) {
            throw new AdminRefused(HttpStatus.CONFLICT, "no_compliance_role", "this server has no compliance role");
        }
        var lines = new ProgressLines(json, response);
        for (Shards.Shard shard : shards.all()) {
            InspectionReport report = inspector.inspect(shard.id(), position -> tell(lines, position));
            trail.record(inspected(report));
            lines.line(Map.of("report", report));
        }
        lines.line(Map.of("done", true));
    }

    private static AuditEntry inspected(InspectionReport report) {
        AuditEntry entry = OperatorTrail.installation(
                        AuditAction.RECORD_INSPECTED, AuditEntity.Kind.RECORD, "shard-" + report.shard())
                .with("head", report.head())
                .with("problems", report.found());
        return report.isSound() ? entry : entry.failed("not_sound");
    }

    private static void tell(ProgressLines lines, long position) {
        try {
            lines.line(Map.of("position", position));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
