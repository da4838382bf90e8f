// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what one session asks for in order, off the thread that reads its socket; a virtual thread only while there is work. */
final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final int most;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>(1);
    private boolean running;

    Inbox(int most) {
        this.most = most;
    }

    /** False if too much is waiting already. */
    synchronized boolean add(Runnable work) {
        if (waiting.size() >= most) return false;
        waiting.add(work);
        if (!running) {
            running = true;
            Thread.ofVirtual()
                    .name("rtm-inbox")
                    .inheritInheritableThreadLocals(false)
                    .start(this::drain);
        }
        return true;
    }

    private synchronized @Nullable Runnable next() {
        Runnable work = waiting.poll();
        if (work == null) running = false;
        return work;
    }

    private void drain() {
        for (Runnable work = next(); work != null; work = next()) {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("A client's frame could not be handled", e);
            }
        }
    }
}
