// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.read;

import dev.hansard.api.Views.Page;
import java.util.List;
import java.util.function.Function;

/** Makes a page out of one row more than fits. */
public final class Pages {
    private Pages() {}

    /** How many rows to ask for: one more than the page holds, which tells whether there is another page. */
    public static long probe(int limit) {
        return limit <= 0 ? Integer.MAX_VALUE : limit + 1L;
    }

    /** @param limit of the page; everything if not positive */
    public static <T> Page<T> of(List<T> probed, int limit, Cursor cursor, Function<T, String> key) {
        if (limit <= 0 || probed.size() <= limit) return new Page<>(List.copyOf(probed), null);
        List<T> items = List.copyOf(probed.subList(0, limit));
        return new Page<>(items, cursor.after(key.apply(items.getLast())));
    }
}
