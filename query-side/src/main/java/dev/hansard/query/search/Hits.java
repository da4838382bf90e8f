// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param total exactly how many messages the condition and the scope let through */
public record Hits(long total, List<Hit> hits) {
    public Hits {
        hits = List.copyOf(hits);
    }

    /**
     * @param score 0 when hits are sorted by time
     * @param explanation null unless asked for
     */
    public record Hit(
            MessageKey message, float score, @Nullable Explanation explanation) {}

    /** How a number came about; the engine's own words. */
    public record Explanation(float value, String description, List<Explanation> details) {
        public Explanation {
            details = List.copyOf(details);
        }
    }
}
