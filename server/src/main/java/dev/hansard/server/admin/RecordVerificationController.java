// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditDay;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.AuditEntry;
import dev.hansard.audit.proof.LogStatus;
import dev.hansard.audit.proof.Proofs;
import dev.hansard.audit.proof.verify.VerifyReport;
import dev.hansard.axon.audit.AuditTrail;
import dev.hansard.axon.bus.Commands.Origin;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /admin/proofs} and {@code GET /admin/proofs/verify}: how the transparency logs are doing, and whether every row is
 * the one that was logged; a line now and then, and one for each shard's report.
 */
@RestController
final class RecordVerificationController {
    private static final int TELL_EVERY = 10_000;

    private final ObjectProvider<Proofs> proofs;
    private final AuditTrail trail;
    private final JsonMapper json;

    RecordVerificationController(ObjectProvider<Proofs> proofs, AuditTrail trail, JsonMapper json) {
        this.proofs = proofs;
        this.trail = trail;
        this.json = json;
    }

    @GetMapping("/admin/proofs")
    List<LogStatus> status() {
        Proofs here = proofs.getIfAvailable();
        return here == null ? List.of() : here.status();
    }

    @GetMapping("/admin/proofs/verify")
    void verify(HttpServletResponse response) throws IOException {
        Proofs here = proofs.getIfAvailable();
        if (here == null) {
            throw new AdminRefused(HttpStatus.CONFLICT, "no_compliance_role", "this server has no compliance role");
        }
        var lines = new ProgressLines(json, response);
        for (LogStatus log : here.status()) {
            VerifyReport report = here.verifyRecord(log.shard(), new Told(lines)::tell);
            record(log, report);
            lines.line(Map.of("report", report, "shard", log.shard()));
        }
        lines.line(Map.of("done", true));
    }

    private void record(LogStatus log, VerifyReport report) {
        AuditEntry entry = AuditEntry.of(AuditDay.INSTALLATION, AuditAction.RECORD_VERIFIED, AuditActor.OPERATOR)
                .on(new AuditEntity(AuditEntity.Kind.RECORD, log.log()))
                .with("events", report.checked())
                .with("findings", report.found());
        trail.record(report.isGood() ? entry : entry.failed("contradiction"), new Origin(null, "loopback"));
    }

    /** Spares the client a line for every batch. */
    private static final class Told {
        private final ProgressLines lines;
        private long last = -TELL_EVERY;

        Told(ProgressLines lines) {
            this.lines = lines;
        }

        void tell(long checked) {
            if (checked >= last && checked < last + TELL_EVERY) return;
            last = checked;
            try {
                lines.line(Map.of("position", checked));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
