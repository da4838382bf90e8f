// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import dev.hansard.query.search.Condition;
import java.util.List;

/** Tells where in a text a condition was found, so that callers can mark it. */
public interface Highlighter {
    /**
     * The places of {@code text} that the scoring parts of the condition hold for (never those under a {@link Condition.Not}),
     * in order, not overlapping. A place never lies half inside of {@code <…>} or of an escape such as {@code &amp;}.
     */
    List<Span> find(String text, Condition condition);

    /** @param end after its last character */
    record Span(int start, int end) {}
}
