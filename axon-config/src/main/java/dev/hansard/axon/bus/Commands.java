// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import dev.hansard.api.Command;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The door to the command side, over Axon's command bus. */
public interface Commands {
    /**
     * Where a command came from.
     *
     * @param correlation id of the request, or null to make one
     * @param address class of the client's address: {@code loopback private public none}
     */
    record Origin(@Nullable String correlation, String address) {
        public static final Origin PLATFORM = new Origin(null, "none");
    }

    /**
     * Sends a command. The future completes when the outcome is durable; exceptionally with {@link
     * dev.hansard.api.Rejection} when it was refused (also {@code service_unavailable} when the store does not answer, in
     * which case it may have happened or not). Conflicts with another writer are repeated inside.
     *
     * @param <R> what the command answers, see its Javadoc; {@link Void} where it says nothing
     */
    <R> CompletableFuture<R> send(Command command, Origin origin);

    /** Like {@link #send}, waiting; throws what the future would have failed with. */
    <R extends @Nullable Object> R sendAndWait(Command command, Origin origin);
}
