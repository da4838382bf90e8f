// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import java.time.Duration;

/**
 * This process cannot do it now, and the same call succeeds elsewhere or after {@link #retryAfter()}: HTTP 503 with {@code
 * service_unavailable}. Carries no stack trace: it is an answer.
 */
public final class TryElsewhere extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    public TryElsewhere(Duration retryAfter) {
        super("service_unavailable", null, false, false);
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
