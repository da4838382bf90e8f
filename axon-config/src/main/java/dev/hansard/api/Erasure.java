// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/**
 * On what ground content was erased; a fact that stays.
 *
 * @param authority what the decision rests on: the number of a request, policy or matter. At most {@value #MAX_AUTHORITY}
 *     characters, and never personal data, for it cannot be erased
 * @param by who gave the command
 */
public record Erasure(ErasureReason reason, String authority, UserId by) {
    /** In characters. */
    public static final int MAX_AUTHORITY = 200;

    public Erasure {
        if (authority.length() > MAX_AUTHORITY) throw new IllegalArgumentException("authority is too long");
    }
}
