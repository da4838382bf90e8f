// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.erasure;

import dev.hansard.axon.process.ShardRounds;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.Shards.Shard;
import dev.hansard.command.erasure.RunningErasures.Job;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Carries out the erasures that were started, also those that an earlier process left. Several processes may do this. */
@Component
class ErasureRunner extends ShardRounds {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final RunningErasures running;
    private final PersonEraser eraser;

    ErasureRunner(RunningErasures running, PersonEraser eraser, Shards shards) {
        super("person-erasure", shards, POLL);
        this.running = running;
        this.eraser = eraser;
    }

    @Override
    protected void round(Shard shard) {
        for (Job job : running.list(shard)) eraser.run(job, this::isStopped);
    }
}
