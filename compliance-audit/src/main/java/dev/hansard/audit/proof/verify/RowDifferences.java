// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.verify;

import dev.hansard.audit.proof.Leaf;
import dev.hansard.audit.proof.tlog.Hash;
import dev.hansard.audit.proof.verify.Finding.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells from the places where rows and log differ what was done: changed, removed, inserted, moved, cut off. */
final class RowDifferences {
    private static final String RECORD = "record";
    private static final int HELD = 50_000;

    /** @param found null when there is no row */
    private record Difference(Leaf logged, @Nullable Leaf found) {}

    private final Map<Long, Difference> held = new TreeMap<>();
    private final Map<Hash, Long> later = new HashMap<>();
    private long more;

    void differs(Leaf logged, Leaf found) {
        add(new Difference(logged, found));
    }

    void missing(Leaf logged) {
        add(new Difference(logged, null));
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** A row after the last logged position, where an event may have been moved to. */
    void later(Leaf found) {
        if (later.size() < HELD) later.put(event(found), found.position());
    }

    private void add(Difference difference) {
        if (held.size() < HELD) held.put(difference.logged().position(), difference);
        else more++;
    }

    void report(Findings findings, long size) {
        var logged = new HashMap<Hash, Long>();
        var found = new HashMap<>(later);
        held.forEach((position, each) -> {
            logged.put(event(each.logged()), position);
            if (each.found() != null) found.put(event(each.found()), position);
        });
        var runs = new Runs(findings, size);
        held.forEach((position, each) -> {
            boolean gone = !found.containsKey(event(each.logged()));
            Leaf row = each.found();
            if (row == null) {
                if (gone) runs.removed(each.logged());
                return;
            }
            Long from = logged.get(event(row));
            if (from != null) {
                if (gone) runs.removed(each.logged());
                runs.moved(row, from);
            } else if (gone) {
                findings.add(
                        Kind.ROW_ALTERED,
                        RECORD,
                        position,
                        each.logged().stream(),
                        "differs from what was logged in: "
                                + String.join(", ", each.logged().differences(row)) + " (sequence "
                                + each.logged().sequence() + ", "
                                + each.logged().type() + ")");
            } else {
                findings.add(
                        Kind.ROW_INSERTED,
                        RECORD,
                        position,
                        row.stream(),
                        "the row was never logged: " + row.type() + ", sequence " + row.sequence());
            }
        });
        runs.close();
        if (more > 0) findings.note(more + " further rows differ from the log and are not told one by one");
    }

    /** The event, wherever it lies. */
    private static Hash event(Leaf leaf) {
        return Hash.leaf(leaf.at(0).encode());
    }
}
