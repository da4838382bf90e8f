// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.inspection;

import dev.hansard.audit.inspection.InspectionReport.Kind;
import dev.hansard.audit.inspection.InspectionReport.Problem;
import dev.hansard.axon.store.CommittedEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts all problems and keeps the first. */
final class Problems {
    static final int KEPT = 1_000;

    private final List<Problem> kept = new ArrayList<>();
    private long found;

    void add(Kind kind, CommittedEvent at, String detail) {
        add(kind, at.position(), at.stream(), at.sequence(), detail);
    }

    void add(Kind kind, long position, @Nullable String stream, long sequence, String detail) {
        found++;
        if (kept.size() < KEPT) kept.add(new Problem(kind, position, stream, sequence, detail));
    }

    long found() {
        return found;
    }

    List<Problem> kept() {
        return List.copyOf(kept);
    }
}
