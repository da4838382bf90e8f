// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.jspecify.annotations.Nullable;

/**
 * What a request for erasure is about: one message, or all that a person wrote.
 *
 * @param channel set with {@code ts}, for a message
 * @param person set for a person
 */
public record ErasureTarget(
        @Nullable ChannelId channel,
        @Nullable Ts ts,
        @Nullable UserId person) {
    public ErasureTarget {
        boolean message = channel != null && ts != null;
        if (message == (person != null) || (channel == null) != (ts == null)) {
            throw new IllegalArgumentException("a message or a person");
        }
    }

    public static ErasureTarget of(ChannelId channel, Ts ts) {
        return new ErasureTarget(channel, ts, null);
    }

    public static ErasureTarget of(UserId person) {
        return new ErasureTarget(null, null, person);
    }
}
