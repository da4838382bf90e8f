// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.api.Rejection;
import dev.hansard.audit.export.job.ExportFailed.Reason;
import dev.hansard.axon.process.Background;
import dev.hansard.axon.store.StoreUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes exports, a few at a time. */
final class ExportRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExportRunner.class);
    private static final long KEEP_PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long CLOSE_SECONDS = 10;

    /** One that was taken up. */
    private static final class Active {
        volatile ExportProgress progress = ExportProgress.NONE;
        volatile boolean cancelled;
        long keptNanos = System.nanoTime();
    }

    private final JobTable table;
    private final ExportFolders folders;
    private final ExportTrail trail;
    private final ExportMaker maker;
    private final Clock clock;
    private final ExecutorService threads;
    private final Map<String, Active> active = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    ExportRunner(
            JobTable table,
            ExportFolders folders,
            ExportTrail trail,
            ExportMaker maker,
            ExportSettings settings,
            Clock clock) {
        this.table = table;
        this.folders = folders;
        this.trail = trail;
        this.maker = maker;
        this.clock = clock;
        // Platform threads: they compress and hash more than they wait.
        this.threads = Executors.newFixedThreadPool(
                settings.concurrent(),
                Thread.ofPlatform().name("export-", 0).daemon().factory());
    }

    void take(ExportJob job) {
        if (active.putIfAbsent(job.id(), new Active()) == null) threads.execute(Background.of(() -> run(job)));
    }

    ExportJob withProgress(ExportJob job) {
        Active running = active.get(job.id());
        return running != null && job.state() == ExportState.RUNNING ? job.with(running.progress) : job;
    }

    /** True when it ends because of this call. */
    boolean cancel(ExportJob job) {
        boolean waiting = table.move(job, ExportState.QUEUED, ExportState.CANCELLED, null, clock.instant());
        if (waiting) return true;
        Active running = active.get(job.id());
        if (running == null) return false;
        running.cancelled = true;
        return true;
    }

    @Override
    public void close() {
        stopping = true;
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) LOG.warn("an export does not stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(ExportJob job) {
        Active running = active.get(job.id());
        if (running == null || stopping) return;
        try {
            boolean taken = table.move(job, ExportState.QUEUED, ExportState.RUNNING, null, null);
            // One that ran when the server ended is running already.
            if (!taken && !isRunning(job)) return;
            if (make(job, running)) unstage(job);
        } catch (RuntimeException e) {
            // What was not written down is taken up again at the next start.
            LOG.error("Export {} could not be ended", job.id(), e);
        } finally {
            active.remove(job.id());
        }
    }

    private boolean isRunning(ExportJob job) {
        ExportJob now = table.find(job.id());
        return now != null && now.state() == ExportState.RUNNING;
    }

    /** False when it is left for the next start, which goes on with what is staged. */
    private boolean make(ExportJob job, Active running) {
        try {
            Path staging = folders.of(job).stage(job.id());
            ExportMaker.Made made =
                    maker.make(job.request(), job.firstAskedAt(), staging, progress -> tell(job, running, progress));
            if (running.cancelled) throw new ExportFailed(Reason.CANCELLED);
            folders.of(job).publish(made.file(), job.id());
            unstage(job);
            complete(job, made);
            LOG.info("Export {} is done: {} messages, {} bytes", job.id(), made.total().exported, made.size());
            return true;
        } catch (IOException | RuntimeException e) {
            Reason reason = reason(e, running);
            end(job, reason, e);
            return reason != Reason.STOPPED;
        }
    }

    /** Nobody can download it before this is through, so that no export is there of which the trail knows nothing. */
    private void complete(ExportJob job, ExportMaker.Made made) throws IOException {
        try {
            trail.completed(job, made);
        } catch (Rejection e) {
            folders.of(job).delete(job.id());
            throw new ExportFailed(Reason.AUDIT_UNAVAILABLE);
        }
        table.done(job, made, clock.instant());
    }

    private void tell(ExportJob job, Active running, ExportProgress progress) {
        running.progress = progress;
        if (running.cancelled) throw new ExportFailed(Reason.CANCELLED);
        if (stopping) throw new ExportFailed(Reason.STOPPED);
        long now = System.nanoTime();
        if (now - running.keptNanos < KEEP_PROGRESS_NANOS) return;
        running.keptNanos = now;
        table.progress(job, progress);
    }

    private void end(ExportJob job, Reason reason, Exception cause) {
        switch (reason) {
            case STOPPED -> LOG.info("Export {} is left for the next start", job.id());
            case CANCELLED -> {
                table.move(job, ExportState.RUNNING, ExportState.CANCELLED, null, clock.instant());
                LOG.info("Export {} was cancelled", job.id());
            }
            case DISK_FULL, TOO_LARGE, STORE_UNAVAILABLE, PROOFS_UNAVAILABLE, AUDIT_UNAVAILABLE, INTERNAL_ERROR -> {
                LOG.error("Export {} failed: {}", job.id(), reason.wire(), cause);
                table.move(job, ExportState.RUNNING, ExportState.FAILED, reason.wire(), clock.instant());
                trail.failed(job, reason.wire());
            }
        }
    }

    private Reason reason(Exception e, Active running) {
        if (stopping) return Reason.STOPPED;
        if (running.cancelled) return Reason.CANCELLED;
        @Nullable Throwable cause = e instanceof UncheckedIOException wrapped ? wrapped.getCause() : e;
        return switch (cause) {
            case ExportFailed failed -> failed.reason();
            case StoreUnavailable away -> Reason.STORE_UNAVAILABLE;
            case Rejection refused -> Reason.STORE_UNAVAILABLE;
            case null, default -> Reason.INTERNAL_ERROR;
        };
    }

    private void unstage(ExportJob job) {
        try {
            folders.of(job).unstage(job.id());
        } catch (IOException e) {
            LOG.warn("The staging of export {} could not be removed; the next start does it", job.id(), e);
        }
    }
}
