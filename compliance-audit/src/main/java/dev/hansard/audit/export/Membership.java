// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A time that a person was in a conversation.
 *
 * @param from when it began
 * @param until when it ended; null while it lasts
 * @param inviter who brought them in, or null
 * @param by who ended it, or null
 */
public record Membership(
        UserId user,
        Ts from,
        @Nullable Ts until,
        @Nullable UserId inviter,
        @Nullable UserId by) {
    /** Whether they were in at that moment; the moment of leaving itself counts. */
    public boolean covers(Ts ts) {
        return !from.isAfter(ts) && (until == null || !ts.isAfter(until));
    }

    Membership endedAt(Ts ts, UserId who) {
        return new Membership(user, from, ts, inviter, who);
    }
}
