// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.verify;

import dev.hansard.audit.proof.verify.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts all findings and keeps the first. */
final class Findings {
    static final int KEPT = 1_000;

    private final List<Finding> kept = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long found;

    void add(Kind kind, String place, String detail) {
        add(kind, place, 0, null, detail);
    }

    void add(Kind kind, String place, long position, @Nullable String stream, String detail) {
        add(new Finding(kind, place, position, stream, detail));
    }

    void add(Finding finding) {
        found++;
        if (kept.size() < KEPT) kept.add(finding);
    }

    void note(String note) {
        notes.add(note);
    }

    boolean isEmpty() {
        return found == 0;
    }

    VerifyReport report(String subject, long checked) {
        return new VerifyReport(subject, checked, found, List.copyOf(kept), List.copyOf(notes));
    }
}
