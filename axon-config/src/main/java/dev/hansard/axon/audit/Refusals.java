// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.audit;

import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditDay;
import dev.hansard.api.AuditEntry;
import dev.hansard.axon.bus.Commands.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Puts failed logins and refusals on the trail so that a flood of them cannot fill the disk. Within a window the first of a
 * kind from an origin is an entry at once; those that follow are counted, and the count is an entry when the window ends.
 * Beyond a number of origins, all others are counted as one. A killed process loses the counts of its last window, never
 * the entry that began them.
 */
public final class Refusals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final String OTHERS = "others";

    private record Key(String workspace, String action, String reason, String origin) {}

    private static final class Window {
        private final AuditEntry first;
        private final Origin origin;
        private long more;

        Window(AuditEntry first, Origin origin) {
            this.first = first;
            this.origin = origin;
        }
    }

    private final AuditTrail trail;
    private final AuditSettings settings;
    private final Map<Key, Window> windows = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("refusals").daemon().factory());

    public Refusals(AuditTrail trail, AuditSettings settings) {
        this.trail = trail;
        this.settings = settings;
        long millis = settings.failureWindow().toMillis();
        timer.scheduleWithFixedDelay(this::endWindow, millis, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Returns when the refusal is durable or counted. Never throws: what it is about was refused, and stays so.
     *
     * @param from tells origins apart: an address, or who and what
     */
    public void refused(AuditEntry entry, String from, Origin origin) {
        AuditEntry due = admit(entry, from, origin);
        if (due != null) record(due, origin);
    }

    /** What to put down now, null for what is counted. */
    private synchronized @Nullable AuditEntry admit(AuditEntry entry, String from, Origin origin) {
        String reason = String.valueOf(entry.reason());
        var key = new Key(entry.workspace().value(), entry.action().name(), reason, from);
        boolean full = !windows.containsKey(key) && windows.size() >= settings.failureOrigins();
        AuditEntry told = entry;
        if (full) {
            key = new Key("", entry.action().name(), reason, OTHERS);
            told = AuditEntry.of(AuditDay.INSTALLATION, entry.action(), AuditActor.UNKNOWN)
                    .refused(reason)
                    .with("origins", OTHERS);
        }
        Window window = windows.get(key);
        if (window != null) {
            window.more++;
            return null;
        }
        windows.put(key, new Window(told, origin));
        return told;
    }

    private void endWindow() {
        List<Window> ended;
        synchronized (this) {
            ended = new ArrayList<>(windows.values());
            windows.clear();
        }
        for (Window window : ended) {
            if (window.more == 0) continue;
            AuditEntry summary = window.first
                    .with("count", window.more)
                    .with("window_seconds", settings.failureWindow().toSeconds());
            record(summary, window.origin);
        }
    }

    private void record(AuditEntry entry, Origin origin) {
        try {
            trail.record(entry, origin);
        } catch (RuntimeException e) {
            LOG.error("{} was refused, and is not on the audit trail: {}", entry.action(), e.getMessage());
        }
    }

    /** While commands can still be sent. */
    @EventListener(ContextClosedEvent.class)
    void stopping() {
        close();
        endWindow();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
