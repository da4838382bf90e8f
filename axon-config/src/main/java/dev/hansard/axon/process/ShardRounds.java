// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import dev.hansard.axon.store.Shards;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Work that looks at every shard again and again while the server runs. Every process does this, so a round must be harmless
 * beside another one's.
 */
public abstract class ShardRounds implements SmartLifecycle {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final String name;
    private final Shards shards;
    private final Duration pause;
    private volatile @Nullable Thread thread;

    /**
     * @param name of the thread
     * @param pause between the end of a round over all shards and the next
     */
    protected ShardRounds(String name, Shards shards, Duration pause) {
        this.name = name;
        this.shards = shards;
        this.pause = pause;
    }

    /** What is thrown ends this shard's round and is logged. */
    protected abstract void round(Shards.Shard shard);

    /** Asked within a round, on its thread: whether it should end early. */
    protected final boolean isStopped() {
        return thread != Thread.currentThread();
    }

    @Override
    public final void start() {
        Thread worker = Thread.ofVirtual().name(name).unstarted(this::run);
        thread = worker;
        worker.start();
    }

    @Override
    public final void stop() {
        Thread running = thread;
        thread = null;
        if (running == null) return;
        running.interrupt();
        try {
            running.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public final boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            while (!isStopped()) {
                for (Shards.Shard shard : shards.all()) guarded(shard);
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            log.debug("stopped");
        }
    }

    private void guarded(Shards.Shard shard) {
        try {
            round(shard);
        } catch (RuntimeException e) {
            if (!isStopped()) log.warn("{} on shard {} has to wait: {}", name, shard.id(), e.toString());
        }
    }
}
