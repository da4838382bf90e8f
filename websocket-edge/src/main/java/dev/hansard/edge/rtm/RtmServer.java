// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.session.SessionRegistry;
import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.transport.Transport;
import dev.hansard.edge.wire.Json;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Opens the door last and closes it first: clients are told to go while everything they may still ask for works. */
@Component
final class RtmServer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RtmServer.class);
    private static final long GONE_MILLIS = 2_000;

    private final Transport transport;
    private final RtmDoor door;
    private final Heartbeat heartbeat;
    private final SessionRegistry registry;
    private final RtmSettings settings;
    private @Nullable ScheduledExecutorService timer;

    RtmServer(Transport transport, RtmDoor door, Heartbeat heartbeat, SessionRegistry registry, RtmSettings settings) {
        this.transport = transport;
        this.door = door;
        this.heartbeat = heartbeat;
        this.registry = registry;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        transport.start(door);
        ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("rtm-heartbeat").factory());
        beating.scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
        timer = beating;
    }

    private void beat() {
        try {
            heartbeat.beat(System.nanoTime());
        } catch (RuntimeException e) {
            LOG.error("The heartbeat goes on", e);
        }
    }

    @Override
    public synchronized void stop() {
        if (timer == null) return;
        timer.shutdownNow();
        timer = null;
        transport.refuse();
        drain();
        transport.stop();
    }

    /** Spread, so that those who wait elsewhere are not all there at once. */
    private void drain() {
        EncodedFrame goodbye = EncodedFrame.of(Json.bytes(Json.object().put("type", "goodbye")));
        List<Session> sessions = registry.all();
        long step = settings.drain().toNanos() / Math.max(1, sessions.size());
        long due = System.nanoTime();
        for (Session session : sessions) {
            session.send(goodbye);
            session.close(CloseCode.GOING_AWAY);
            due += step;
            pauseUntil(due);
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GONE_MILLIS);
        while (registry.size() > 0 && System.nanoTime() < end) {
            for (Session late : registry.all()) late.close(CloseCode.GOING_AWAY);
            pauseUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static void pauseUntil(long due) {
        long millis = TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime());
        if (millis <= 0) return;
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    @Override
    public int getPhase() {
        // After the web server's own phases on start, before its graceful shutdown on stop.
        return Integer.MAX_VALUE - 256;
    }
}
