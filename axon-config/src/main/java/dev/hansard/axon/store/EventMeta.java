// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import org.jspecify.annotations.Nullable;

/**
 * Who caused an event and how it came in; kept beside each event.
 *
 * @param actor user id of who gave the command, or null for the platform itself
 * @param app id of the app that spoke, or null
 * @param cause id of the command
 * @param correlation id that ties together everything one request caused; also in the logs
 * @param address class of the client's address ({@code loopback private public none}), never the address itself
 */
public record EventMeta(
        @Nullable String actor,
        @Nullable String app,
        @Nullable String cause,
        @Nullable String correlation,
        @Nullable String address) {
    public static final EventMeta NONE = new EventMeta(null, null, null, null, null);
}
