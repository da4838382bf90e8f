// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.overload;

import java.time.Duration;

/** The process has more to do than it can, and this was among the least important. Carries no stack trace: it is an answer. */
public final class Overloaded extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    Overloaded(Duration retryAfter) {
        super("overloaded", null, false, false);
        this.retryAfter = retryAfter;
    }

    /** Whole seconds after which it may be tried again; different ones for different callers. */
    public long retryAfterSeconds() {
        return retryAfter.toSeconds();
    }
}
