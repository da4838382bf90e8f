// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.verify;

import dev.hansard.audit.proof.Leaf;
import dev.hansard.audit.proof.verify.Finding.Kind;
import org.jspecify.annotations.Nullable;

/** Tells of neighbouring rows with the same fate once. */
final class Runs {
    private static final String RECORD = "record";

    private final Findings findings;
    private final long size;
    private @Nullable Leaf firstRemoved;
    private long lastRemoved;
    private @Nullable Leaf firstMoved;
    private long lastMoved;
    private long offset;

    Runs(Findings findings, long size) {
        this.findings = findings;
        this.size = size;
    }

    void removed(Leaf logged) {
        if (firstRemoved != null && logged.position() != lastRemoved + 1) closeRemoved();
        if (firstRemoved == null) firstRemoved = logged;
        lastRemoved = logged.position();
    }

    /** @param from where the event was logged */
    void moved(Leaf row, long from) {
        long by = row.position() - from;
        if (firstMoved != null && (row.position() != lastMoved + 1 || by != offset)) closeMoved();
        if (firstMoved == null) firstMoved = row;
        lastMoved = row.position();
        offset = by;
    }

    void close() {
        closeRemoved();
        closeMoved();
    }

    private void closeRemoved() {
        Leaf first = firstRemoved;
        firstRemoved = null;
        if (first == null) return;
        boolean end = lastRemoved == size;
        long count = lastRemoved - first.position() + 1;
        String which = count == 1 ? "the row is gone" : count + " rows up to position " + lastRemoved + " are gone";
        findings.add(
                end ? Kind.TRUNCATED : Kind.ROW_REMOVED,
                RECORD,
                first.position(),
                first.stream(),
                which + (end ? ", to the end of the log" : "") + "; the first was " + first.type() + ", sequence "
                        + first.sequence());
    }

    private void closeMoved() {
        Leaf first = firstMoved;
        firstMoved = null;
        if (first == null) return;
        long from = first.position() - offset;
        String detail = lastMoved == first.position()
                ? "holds the event that was logged at position " + from
                : "positions " + first.position() + " to " + lastMoved + " hold the events that were logged at " + from
                        + " to " + (lastMoved - offset);
        findings.add(Kind.ROW_MOVED, RECORD, first.position(), first.stream(), detail);
    }
}
