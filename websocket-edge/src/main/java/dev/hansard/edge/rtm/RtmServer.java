// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.session.SessionRegistry;
import dev.hansard.edge.transport.Transport;
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

    private final Transport transport;
    private final RtmDoor door;
    private final Heartbeat heartbeat;
    private final Admission admission;
    private final SessionRegistry registry;
    private final RtmSettings settings;
    private @Nullable ScheduledExecutorService timer;

    RtmServer(
            Transport transport,
            RtmDoor door,
            Heartbeat heartbeat,
            Admission admission,
            SessionRegistry registry,
            RtmSettings settings) {
        this.transport = transport;
        this.door = door;
        this.heartbeat = heartbeat;
        this.admission = admission;
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

    /** Readiness is false by now; the Web API still answers, and refuses new sessions. */
    @Override
    public synchronized void stop() {
        ScheduledExecutorService beating = timer;
        if (beating == null) return;
        admission.close();
        transport.refuse();
        new Goodbye(registry, settings, beating).sayToAll();
        beating.shutdownNow();
        timer = null;
        transport.stop();
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
