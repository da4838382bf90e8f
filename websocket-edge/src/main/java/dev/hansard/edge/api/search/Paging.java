// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.search;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.SearchQueries;
import dev.hansard.edge.api.Arguments;
import dev.hansard.edge.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A page as search counts them, by number or by cursor.
 *
 * @param from hits before it
 * @param count hits on it
 * @param byCursor the client asked with a cursor and gets the next one
 */
record Paging(int from, int count, boolean byCursor) {
    private static final int USUAL = 20;
    private static final int MOST_HITS = 100;
    private static final int LAST_PAGE = 100;
    private static final String FIRST = "*";
    private static final String KIND = "search:";
    private static final int MOST_CURSOR = 40;

    static Paging of(Arguments args) {
        int count = (int) Math.min(MOST_HITS, args.number("count", USUAL, 1, Integer.MAX_VALUE));
        int page = (int) args.number("page", 1, 1, LAST_PAGE);
        String cursor = args.cursor();
        if (cursor == null) return new Paging((page - 1) * count, count, false);
        int from = cursor.equals(FIRST) ? 0 : from(cursor);
        Rejection.unless(from >= 0 && from + count <= SearchQueries.WINDOW, ErrorCode.INVALID_CURSOR);
        return new Paging(from, count, true);
    }

    /** Adds {@code pagination} and {@code paging}, which say the same. */
    void describe(ObjectNode target, long total, int shown) {
        long pages = (total + count - 1) / count;
        int page = from / count + 1;
        ObjectNode pagination = target.putObject("pagination");
        pagination.put("total_count", total);
        pagination.put("page", page);
        pagination.put("per_page", count);
        pagination.put("page_count", pages);
        pagination.put("first", shown == 0 ? 0 : from + 1);
        pagination.put("last", shown == 0 ? 0 : from + shown);
        String next = next(total);
        if (next != null) pagination.put("next_cursor", next);
        target.set(
                "paging",
                Json.object()
                        .put("count", count)
                        .put("total", total)
                        .put("page", page)
                        .put("pages", pages));
    }

    private @Nullable String next(long total) {
        int then = from + count;
        if (!byCursor || then >= total || then + count > SearchQueries.WINDOW) return null;
        byte[] text = (KIND + then).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static int from(String cursor) {
        try {
            Rejection.unless(cursor.length() <= MOST_CURSOR, ErrorCode.INVALID_CURSOR);
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            Rejection.unless(text.startsWith(KIND), ErrorCode.INVALID_CURSOR);
            int from = Integer.parseInt(text, KIND.length(), text.length(), 10);
            Rejection.unless(from >= 0 && from < SearchQueries.WINDOW, ErrorCode.INVALID_CURSOR);
            return from;
        } catch (IllegalArgumentException e) {
            throw new Rejection(ErrorCode.INVALID_CURSOR);
        }
    }
}
