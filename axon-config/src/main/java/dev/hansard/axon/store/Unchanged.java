// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * What a command rests on besides its own stream. Whoever reads another stream to decide a command says so here; the events
 * are then committed only if that stream still ends where it was read, in whatever process it was written. Otherwise the
 * command is decided again.
 */
public final class Unchanged {
    private static final String RESOURCE = "dev.hansard.unchanged";

    private Unchanged() {}

    /**
     * Makes the command that is being handled conditional; outside of a command this does nothing. Of several the earliest
     * counts.
     *
     * @param last the sequence of the last event that was read, -1 for none
     */
    public static void require(String stream, long last) {
        if (!CurrentUnitOfWork.isStarted()) return;
        CurrentUnitOfWork.get()
                .root()
                .<Map<String, Long>>getOrComputeResource(RESOURCE, any -> new HashMap<>())
                .merge(stream, last, Math::min);
    }

    /** The conditions of the command that is being handled. */
    static Map<String, Long> ofCommand() {
        if (!CurrentUnitOfWork.isStarted()) return Map.of();
        Map<String, Long> conditions = CurrentUnitOfWork.get().root().getResource(RESOURCE);
        return conditions == null ? Map.of() : Map.copyOf(conditions);
    }
}
