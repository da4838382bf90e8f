// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.query.search.analysis.Highlighter.Span;
import java.util.List;

/** Marks what was found in a text, with the two characters that Slack's clients look for. */
final class Marking {
    static final char BEGIN = '\uE000';
    static final char END = '\uE001';

    private Marking() {}

    /** @param found in order, not overlapping; places of {@link #bare} text */
    static String mark(String bare, List<Span> found) {
        var marked = new StringBuilder(bare.length() + 2 * found.size());
        int at = 0;
        for (Span span : found) {
            marked.append(bare, at, span.start());
            marked.append(BEGIN).append(bare, span.start(), span.end()).append(END);
            at = span.end();
        }
        return marked.append(bare, at, bare.length()).toString();
    }

    /** Without such characters of the author's own, which would mark what was not found. */
    static String bare(String text) {
        return text.replace(String.valueOf(BEGIN), "").replace(String.valueOf(END), "");
    }
}
