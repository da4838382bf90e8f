// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import dev.hansard.api.Query;
import org.jspecify.annotations.Nullable;

/** The door to the query side, over Axon's query bus. */
public interface Queries {
    /**
     * Asks and waits.
     *
     * @param <R> what the query answers, see its Javadoc
     * @throws dev.hansard.api.Rejection when refused, or {@code service_unavailable} when the read model does not answer
     */
    <R extends @Nullable Object> R ask(Query query);
}
