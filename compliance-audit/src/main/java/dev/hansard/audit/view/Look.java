// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.view;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be seen.
 *
 * @param person through whose eyes
 * @param at the moment
 * @param thread the root of a thread to look into, or null for the conversation's own timeline
 * @param latest messages before this
 * @param limit how many at most, 1 to {@value #MOST}
 */
public record Look(
        ChannelKey channel,
        UserId person,
        Instant at,
        @Nullable Ts thread,
        Ts latest,
        int limit) {
    public static final int MOST = 10_000;

    public Look {
        if (limit < 1 || limit > MOST) throw new IllegalArgumentException("the limit is 1 to " + MOST);
    }
}
