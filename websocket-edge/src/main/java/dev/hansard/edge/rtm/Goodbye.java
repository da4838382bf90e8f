// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.session.SessionRegistry;
import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.wire.Json;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Sends all sessions away, spread over time so that those who wait elsewhere are not all there at once. Each is told how
 * long its socket stays open, gets everything until then, and has that long to open another one first.
 */
final class Goodbye {
    /** Where there are few sessions, spreading them would only take time. */
    private static final long MOST_SPREAD_PER_SESSION = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long MOST_GRACE_PER_SESSION = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long GONE = TimeUnit.SECONDS.toNanos(2);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);

    private final SessionRegistry registry;
    private final RtmSettings settings;
    private final ScheduledExecutorService timer;
    private final Set<Session> told = new HashSet<>();

    Goodbye(SessionRegistry registry, RtmSettings settings, ScheduledExecutorService timer) {
        this.registry = registry;
        this.settings = settings;
        this.timer = timer;
    }

    /** Returns when all are gone, or have had their time. */
    void sayToAll() {
        List<Session> sessions = registry.all();
        Collections.shuffle(sessions);
        long step = atMost(settings.drain(), MOST_SPREAD_PER_SESSION, sessions.size()) / Math.max(1, sessions.size());
        long grace = atMost(settings.drainGrace(), MOST_GRACE_PER_SESSION, sessions.size());
        long due = System.nanoTime();
        for (Session session : sessions) {
            say(session, grace);
            due += step;
            pauseUntil(due);
        }
        long end = System.nanoTime() + grace + GONE;
        while (registry.size() > 0 && System.nanoTime() < end) {
            for (Session late : registry.all()) if (!told.contains(late)) say(late, 0);
            pauseUntil(System.nanoTime() + LOOK);
        }
    }

    private static long atMost(Duration longest, long perSession, int sessions) {
        return Math.min(longest.toNanos(), perSession * sessions);
    }

    private void say(Session session, long grace) {
        long left = grace / 2 + ThreadLocalRandom.current().nextLong(grace / 2 + 1);
        told.add(session);
        session.send(frame(TimeUnit.NANOSECONDS.toMillis(left)));
        if (left == 0) session.close(CloseCode.GOING_AWAY);
        else timer.schedule(() -> session.close(CloseCode.GOING_AWAY), left, TimeUnit.NANOSECONDS);
    }

    /** @param millis after which the socket is closed */
    static EncodedFrame frame(long millis) {
        return EncodedFrame.of(Json.bytes(Json.object().put("type", "goodbye").put("reconnect_in", millis)));
    }

    private static void pauseUntil(long due) {
        long nanos = due - System.nanoTime();
        if (nanos <= 0) return;
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
