// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport;

import java.util.List;
import java.util.function.LongConsumer;

/** Writes for a set of connections. The fan-out hands over all that is due at once, so that each socket is written once. */
public interface Lane {
    /**
     * Called by one thread at a time, returns quickly; connections all belong to this lane.
     *
     * @param written told, by any thread, when all of it was given to the sockets, for how many nanoseconds a processor worked
     *     on that
     */
    void deliver(List<Delivery> deliveries, LongConsumer written);
}
