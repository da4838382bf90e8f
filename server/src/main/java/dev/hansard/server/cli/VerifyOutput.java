// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import dev.hansard.audit.proof.verify.Finding;
import dev.hansard.audit.proof.verify.VerifyReport;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells what a verification found, one finding a line. */
final class VerifyOutput {
    private final PrintWriter out;
    private final PrintWriter err;
    private @Nullable ProgressBar bar;

    VerifyOutput(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    void begin() {
        bar = ProgressBar.on(err);
    }

    void progress(long checked) {
        Objects.requireNonNull(bar).show(0, checked, "checked");
    }

    /** Answers the exit code. */
    int report(VerifyReport report) {
        if (bar != null) bar.end();
        for (Finding finding : report.findings()) out.println(line(finding));
        long untold = report.found() - report.findings().size();
        if (untold > 0) out.printf("and %,d more%n", untold);
        report.notes().forEach(note -> out.println("note: " + note));
        if (report.isGood()) out.printf("%s: good, %,d checked%n", report.subject(), report.checked());
        else out.printf("%s: NOT GOOD, %,d findings%n", report.subject(), report.found());
        out.flush();
        return report.isGood() ? 0 : HansardCommand.TAMPERED;
    }

    private static String line(Finding finding) {
        var line = new StringBuilder(finding.kind().name());
        line.append(" in ").append(finding.place());
        if (finding.position() != 0) line.append(", position ").append(finding.position());
        if (finding.stream() != null) line.append(", stream ").append(finding.stream());
        return line.append(": ").append(finding.detail()).toString();
    }

    /** Has the server compare its rows with its log. */
    int record(AdminClient client) {
        var good = new AtomicBoolean(true);
        begin();
        client.follow("GET", "/admin/proofs/verify", null, line -> {
            JsonNode report = line.path("report");
            if (report.isObject()) {
                if (report(JsonMapper.shared().treeToValue(report, VerifyReport.class)) != 0) good.set(false);
                begin();
            } else if (line.has("position")) {
                progress(line.path("position").asLong());
            }
        });
        return good.get() ? 0 : HansardCommand.TAMPERED;
    }
}
