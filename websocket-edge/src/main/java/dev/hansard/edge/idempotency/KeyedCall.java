// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.idempotency;

import dev.hansard.api.WorkspaceId;

/**
 * A call with an {@code Idempotency-Key}.
 *
 * @param token that it came with
 * @param key 1 to 255 visible characters of ASCII
 * @param asked all that makes up the request, in a fixed order
 */
public record KeyedCall(WorkspaceId workspace, String token, String key, String... asked) {
    public static final String HEADER = "Idempotency-Key";
    /** Of an answer that was kept. */
    public static final String REPLAYED = "Idempotent-Replayed";

    private static final int LONGEST = 255;

    /** Whether a header's value can be a key. */
    public static boolean isKey(String key) {
        return !key.isEmpty() && key.length() <= LONGEST && key.chars().allMatch(each -> each > ' ' && each <= '~');
    }

    /** Names what may happen once because of the key, whichever token it comes with: a {@code client_msg_id}, say. */
    public static String once(String key) {
        return CallSecret.once(key);
    }
}
