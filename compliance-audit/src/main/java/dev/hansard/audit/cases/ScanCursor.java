// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.cases;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a search goes on.
 *
 * @param channel id of the conversation
 * @param after the last ts that was looked at there
 */
record ScanCursor(String channel, Ts after) {
    /** Null for the beginning; refuses with {@code invalid_cursor}. */
    static @Nullable ScanCursor read(@Nullable String text) {
        if (text == null || text.isBlank()) return null;
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int slash = plain.indexOf('/');
            if (slash > 0) return new ScanCursor(plain.substring(0, slash), Ts.of(plain.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            // The same answer as for anything else that is none.
        }
        throw new Rejection(ErrorCode.INVALID_CURSOR);
    }

    String text() {
        byte[] plain = (channel + '/' + after).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }
}
