// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what was left out, by reason, with a few examples of each. */
final class Tally {
    private static final int EXAMPLE_CHARS = 160;

    private final int examples;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private boolean dataHidden;

    Tally(int examples) {
        this.examples = examples;
    }

    /** @param example a file name or id, never what anybody wrote */
    void skip(SkipReason reason, String example) {
        if (reason.hidesData()) dataHidden = true;
        add(reason.code(), reason.meaning(), 1, example);
    }

    /** The domain said no to {@code count} items. */
    void refused(ErrorCode code, long count, String example) {
        add("refused_" + code.wire(), "the rules of the workspace refuse it", count, example);
    }

    /** Whether something was left out of which nobody knows how much it held. */
    boolean dataHidden() {
        return dataHidden;
    }

    List<ImportReport.Skipped> lines() {
        return lines.entrySet().stream()
                .map(e -> new ImportReport.Skipped(
                        e.getKey(), e.getValue().meaning, e.getValue().count, List.copyOf(e.getValue().examples)))
                .toList();
    }

    private void add(String code, String meaning, long count, String example) {
        Line line = lines.computeIfAbsent(code, any -> new Line(meaning));
        line.count += count;
        if (line.examples.size() < examples) line.examples.add(printable(example));
    }

    /** Names come from the archive and end on a terminal. */
    private static String printable(String text) {
        String cut = text.length() > EXAMPLE_CHARS ? text.substring(0, EXAMPLE_CHARS) + "…" : text;
        return cut.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "?");
    }

    private static final class Line {
        final String meaning;
        final List<String> examples = new ArrayList<>();
        long count;

        Line(String meaning) {
            this.meaning = meaning;
        }
    }
}
