// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.erasure;

import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.Shards.Shard;
import dev.hansard.command.erasure.RunningErasures.Job;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Carries out the erasures that were started, also those that an earlier process left. Several processes may do this. */
@Component
class ErasureRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureRunner.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final RunningErasures running;
    private final PersonEraser eraser;
    private final Shards shards;
    private volatile @Nullable Thread thread;

    ErasureRunner(RunningErasures running, PersonEraser eraser, Shards shards) {
        this.running = running;
        this.eraser = eraser;
        this.shards = shards;
    }

    @Override
    public void start() {
        Thread runner = Thread.ofVirtual().name("person-erasure").unstarted(this::run);
        thread = runner;
        runner.start();
    }

    @Override
    public void stop() {
        Thread last = thread;
        thread = null;
        if (last == null) return;
        last.interrupt();
        try {
            last.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            while (!isStopped()) {
                for (Shard shard : shards.all()) round(shard);
                Thread.sleep(POLL);
            }
        } catch (InterruptedException e) {
            LOG.debug("stopped");
        }
    }

    private void round(Shard shard) {
        try {
            for (Job job : running.list(shard)) eraser.run(job, this::isStopped);
        } catch (RuntimeException e) {
            if (!isStopped()) LOG.warn("erasures on shard {} have to wait: {}", shard.id(), e.toString());
        }
    }

    private boolean isStopped() {
        return thread != Thread.currentThread();
    }
}
