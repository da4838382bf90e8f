// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import dev.hansard.query.search.Condition;
import org.jspecify.annotations.Nullable;

/** What somebody searches for, as conditions; by the analysis that the index was made with. */
public interface QueryText {
    /**
     * What a run of text without quotes asks for: the {@link Condition.Term} of its word, {@link Condition.And} of several,
     * mentions ({@code <@U…>}, {@code <#C…>}) and emoji among them; null when there is nothing in it to search for, such
     * as only punctuation.
     */
    @Nullable
    Condition terms(String text);

    /** What a quoted text asks for; null when there is nothing in it to search for. */
    @Nullable
    Condition phrase(String text);

    /** Words that start so, for {@code deploy*}, given without the asterisk; null when there is nothing in it. */
    @Nullable
    Condition startsWith(String text);
}
