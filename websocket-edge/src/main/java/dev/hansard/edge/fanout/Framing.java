// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.StoreUnavailable;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes frames in spite of what may go wrong. While the record does not answer it tries again and then gives up, so that the
 * sessions end and resume before this event. An event that can never be shown is left out everywhere, as otherwise nobody
 * would get past it.
 */
final class Framing implements Function<CommittedEvent, List<Outgoing>> {
    private static final Logger LOG = LoggerFactory.getLogger(Framing.class);
    private static final int TRIES = 5;
    private static final long PAUSE_MILLIS = 100;

    private final Function<CommittedEvent, List<Outgoing>> frames;

    Framing(Function<CommittedEvent, List<Outgoing>> frames) {
        this.frames = frames;
    }

    @Override
    public List<Outgoing> apply(CommittedEvent event) {
        for (int attempt = 1; ; attempt++) {
            try {
                return frames.apply(event);
            } catch (RuntimeException e) {
                if (!isOutage(e)) {
                    LOG.error("Position {} of shard {} cannot be shown", event.position(), event.shard(), e);
                    return List.of();
                }
                if (attempt == TRIES) throw e;
                pause(attempt * PAUSE_MILLIS);
            }
        }
    }

    static boolean isOutage(RuntimeException e) {
        return e instanceof StoreUnavailable
                || (e instanceof Rejection refusal && refusal.code() == ErrorCode.SERVICE_UNAVAILABLE);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
