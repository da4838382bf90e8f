// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.auth;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The token of an {@code Authorization} header, as RFC 6750 has it. */
public final class BearerToken {
    private static final String SCHEME = "bearer ";

    private BearerToken() {}

    /**
     * Null when there is no such header or it is of another scheme.
     *
     * @param header the header's value; the scheme in any case
     */
    public static @Nullable String of(@Nullable String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) return null;
        return header.substring(SCHEME.length()).strip();
    }
}
