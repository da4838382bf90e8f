// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.DomainEvent;
import dev.hansard.axon.store.CommittedEvent;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** An event with its frames, which are made once, by whoever needs them first. */
final class Entry {
    private final CommittedEvent committed;
    private final FutureTask<List<Outgoing>> frames;

    Entry(CommittedEvent committed, Function<CommittedEvent, List<Outgoing>> framing) {
        this.committed = committed;
        this.frames = new FutureTask<>(() -> framing.apply(committed));
    }

    long position() {
        return committed.position();
    }

    DomainEvent event() {
        return committed.event();
    }

    /** Makes the frames now, so that they are there when they are needed. */
    void prepare() {
        frames.run();
    }

    List<Outgoing> frames() {
        frames.run();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return frames.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("no frames for position " + position(), e.getCause());
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
