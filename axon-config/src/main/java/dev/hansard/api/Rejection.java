// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.Objects;

/** A command or query was refused for a reason that the caller can understand. Carries no stack trace: it is an answer. */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    public Rejection(ErrorCode code) {
        this(code, code.wire());
    }

    /** @param detail more for the caller to read; never what a person wrote */
    public Rejection(ErrorCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    /** Refuses with {@code code} unless {@code condition} holds. */
    public static void unless(boolean condition, ErrorCode code) {
        if (!condition) throw new Rejection(code);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), code.wire());
    }
}
