// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.read;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Cursors of one kind of list: opaque to clients, inside {@code kind:last}, where last is the key of the last item shown. A
 * page goes on after that key, so items that come or go meanwhile neither repeat nor hide others.
 *
 * @param kind tells lists apart, so that a cursor of another list is refused
 */
public record Cursor(String kind) {
    private static final int MAX_LENGTH = 200;

    public String after(String last) {
        byte[] text = (kind + ':' + last).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /**
     * The key to go on after, or null for the first page (an absent or empty cursor).
     *
     * @throws Rejection {@code invalid_cursor}
     */
    public @Nullable String read(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) return null;
        try {
            Rejection.unless(cursor.length() <= MAX_LENGTH, ErrorCode.INVALID_CURSOR);
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            Rejection.unless(text.startsWith(kind + ':'), ErrorCode.INVALID_CURSOR);
            return text.substring(kind.length() + 1);
        } catch (IllegalArgumentException e) {
            throw new Rejection(ErrorCode.INVALID_CURSOR);
        }
    }

    /** Like {@link #read}, for keys that are numbers. */
    public @Nullable Long readNumber(@Nullable String cursor) {
        String last = read(cursor);
        if (last == null) return null;
        try {
            return Long.valueOf(last);
        } catch (NumberFormatException e) {
            throw new Rejection(ErrorCode.INVALID_CURSOR);
        }
    }
}
