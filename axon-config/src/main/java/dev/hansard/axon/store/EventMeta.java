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
 * @param from where the event lay before its workspace was moved here, as shard, slash, position; null where it was written
 */
public record EventMeta(
        @Nullable String actor,
        @Nullable String app,
        @Nullable String cause,
        @Nullable String correlation,
        @Nullable String address,
        @Nullable String from) {
    public static final EventMeta NONE = new EventMeta(null, null, null, null, null);

    public EventMeta(
            @Nullable String actor,
            @Nullable String app,
            @Nullable String cause,
            @Nullable String correlation,
            @Nullable String address) {
        this(actor, app, cause, correlation, address, null);
    }

    /** Whether the event came with its workspace from another shard, so that it is no news. */
    public boolean isCopied() {
        return from != null;
    }
}
