// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.index;

import dev.hansard.axon.process.Background;
import dev.hansard.query.search.MessageIndex;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has what was removed leave the index's files, a while after the first removal, so that many share one purge. */
final class Purging implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Purging.class);

    private final int shard;
    private final MessageIndex index;
    private final Duration delay;
    private final AtomicBoolean due = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor later;

    Purging(int shard, MessageIndex index, Duration delay) {
        this.shard = shard;
        this.index = index;
        this.delay = delay;
        this.later = new ScheduledThreadPoolExecutor(1, Background.threads("search-purge-" + shard));
        later.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // What was removed before the last restart.
        due();
    }

    /** Something was removed. */
    void due() {
        if (due.compareAndSet(false, true)) later.schedule(this::purge, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void purge() {
        due.set(false);
        try {
            // A removal that no search would see yet is not told of.
            index.refresh(shard);
            boolean needed = index.health().stream()
                    .anyMatch(health -> health.shard() == shard && health.error() == null && health.removed() > 0);
            if (!needed) return;
            long begun = System.nanoTime();
            index.purge(shard);
            LOG.info(
                    "Purged the search index of shard {} in {} ms",
                    shard,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        } catch (RuntimeException e) {
            if (later.isShutdown()) return;
            LOG.warn("The purge of the search index of shard {} is tried again: {}", shard, e.toString());
            due();
        }
    }

    @Override
    public void close() {
        later.shutdown();
    }
}
