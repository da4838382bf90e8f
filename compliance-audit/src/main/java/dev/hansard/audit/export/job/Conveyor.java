// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes steps in order and does them in a thread of its own. One thread may hand steps over. */
final class Conveyor {
    private static final int STEPS = 48;
    private static final long PATIENCE_MILLIS = 100;

    /** Something to be done later. */
    interface Step {
        void run() throws IOException;
    }

    private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(STEPS);
    private final Thread thread;
    private volatile @Nullable Exception failure;
    private volatile boolean over;

    Conveyor(String name) {
        thread = Thread.ofPlatform().name(name).daemon().start(this::work);
    }

    /** Waits while as many steps wait as may; throws what an earlier one failed with. */
    void put(Step step) throws IOException {
        try {
            while (!steps.offer(step, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) requireWorking();
            requireWorking();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Returns when everything handed over is done. */
    void drain() throws IOException {
        var done = new CountDownLatch(1);
        put(done::countDown);
        try {
            while (!done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) requireWorking();
            requireWorking();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Does no more steps, and returns when none is being done. */
    void stop() {
        over = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void work() {
        try {
            while (!over) {
                Step step = steps.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                if (step != null) step.run();
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            failure = interrupted();
        }
    }

    private void requireWorking() throws IOException {
        switch (failure) {
            case null -> {}
            case ExportFailed failed -> throw failed;
            case RuntimeException e -> throw new IllegalStateException("the export cannot be written", e);
            case Exception e -> throw new IOException("the export cannot be written", e);
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while an export is written");
    }
}
