// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import dev.hansard.edge.presence.Presence;
import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.session.SessionRegistry;
import dev.hansard.edge.transport.CloseCode;
import org.springframework.stereotype.Component;

/** Looks after all sessions once a second: one timer for all of them, as ten thousand of their own would cost more. */
@Component
final class Heartbeat {
    private final SessionRegistry registry;
    private final Presence presence;
    private final long silence;
    private final long patience;

    Heartbeat(SessionRegistry registry, Presence presence, RtmSettings settings) {
        this.registry = registry;
        this.presence = presence;
        this.silence = settings.silence().toNanos();
        this.patience = settings.silenceAfterPing().toNanos();
    }

    /** @param now {@link System#nanoTime} */
    void beat(long now) {
        for (Session session : registry.all()) {
            long unanswered = session.unansweredFor(now);
            if (unanswered > patience) {
                session.close(CloseCode.IDLE);
            } else if (unanswered < 0 && session.silentFor(now) > silence) {
                session.asked(now);
                session.connection().ping();
            }
        }
        presence.sweep(now);
    }
}
