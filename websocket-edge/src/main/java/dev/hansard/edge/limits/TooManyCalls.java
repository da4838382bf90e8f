// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import java.time.Duration;

/** A rate limit was hit; the same call succeeds after {@link #retryAfter()}. Carries no stack trace: it is an answer. */
public final class TooManyCalls extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    public TooManyCalls(Duration retryAfter) {
        super("ratelimited", null, false, false);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }

    /** Whole seconds, rounded up, at least one: what {@code Retry-After} carries. */
    public long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
    }
}
