// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A place in the trail, opaque to clients: the position of the last entry shown. New entries never move it. */
final class TrailCursor {
    private static final String KIND = "audit:";
    private static final int MAX_LENGTH = 100;

    private TrailCursor() {}

    static String after(long position) {
        byte[] text = (KIND + position).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** Null for the first page; refuses with {@code invalid_cursor}. */
    static @Nullable Long read(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) return null;
        try {
            Rejection.unless(cursor.length() <= MAX_LENGTH, ErrorCode.INVALID_CURSOR);
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            Rejection.unless(text.startsWith(KIND), ErrorCode.INVALID_CURSOR);
            return Long.valueOf(text.substring(KIND.length()));
        } catch (IllegalArgumentException e) {
            throw new Rejection(ErrorCode.INVALID_CURSOR);
        }
    }
}
