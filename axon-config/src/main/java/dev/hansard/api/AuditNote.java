// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.jspecify.annotations.Nullable;

/**
 * What an audit entry holds of personal data, kept apart from its facts so that it is encrypted and can be erased.
 *
 * @param ip the client's address
 * @param userAgent what the client says that it is
 * @param text what was searched for, or the reason that was given
 */
public record AuditNote(
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable String text) implements Written {
    static final AuditNote EMPTY = new AuditNote(null, null, null);
}
