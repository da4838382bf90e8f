// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

import dev.hansard.api.WorkspaceId;

/**
 * A question to the index. Equal hits are ordered by ts, newest first, then by channel, so that pages never overlap while
 * nothing changes.
 *
 * @param from hits to leave out first
 * @param size hits wanted, 0 for the total alone
 * @param explain each hit tells how its score came about
 */
public record SearchRequest(
        WorkspaceId workspace,
        Scope scope,
        Condition condition,
        Sort sort,
        Relevance relevance,
        int from,
        int size,
        boolean explain) {
    /** The farthest hit that can be paged to. */
    public static final int WINDOW = 10_000;

    public SearchRequest {
        if (from < 0 || size < 0 || from + size > WINDOW) throw new IllegalArgumentException("page out of the window");
    }

    /** What comes first. */
    public enum Sort {
        SCORE_DESC,
        SCORE_ASC,
        TIME_DESC,
        TIME_ASC
    }
}
