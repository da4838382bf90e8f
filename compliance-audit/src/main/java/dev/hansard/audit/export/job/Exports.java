// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.api.AuditActor;
import dev.hansard.api.Ids;
import dev.hansard.api.WorkspaceId;
import dev.hansard.audit.export.ExportRequest;
import dev.hansard.axon.bus.Commands.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Exports: asked for, made in the background, kept until they are deleted. Everything here is on the audit trail before it
 * takes effect; when the trail cannot be written it is refused with {@code service_unavailable}. Whether somebody may is
 * decided at the door.
 */
public final class Exports implements AutoCloseable {
    /** How many are listed at most. */
    public static final int LISTED = 500;

    private final JobTable table;
    private final ExportFolders folders;
    private final ExportTrail trail;
    private final ExportSettings settings;
    private final Clock clock;
    private final ExportRunner runner;

    Exports(
            JobTable table,
            ExportFolders folders,
            ExportTrail trail,
            ExportMaker maker,
            ExportSettings settings,
            Clock clock) {
        this.table = table;
        this.folders = folders;
        this.trail = trail;
        this.settings = settings;
        this.clock = clock;
        this.runner = new ExportRunner(table, folders, trail, maker, settings, clock);
    }

    /** Takes up the exports that were under way when the server ended, from where they came to. */
    void resume() {
        List<ExportJob> left = table.underWay();
        try {
            folders.clear(left.stream().map(ExportJob::id).collect(Collectors.toSet()));
        } catch (IOException e) {
            throw new UncheckedIOException("the export folder cannot be used", e);
        }
        left.forEach(runner::take);
    }

    /**
     * Asks for an export; answers at once.
     *
     * @throws TooManyExports when as many wait as may
     */
    public ExportJob start(ExportRequest request, AuditActor actor, Origin origin) {
        if (table.underWay().size() >= settings.concurrent() + settings.queued()) throw new TooManyExports();
        String id = Ids.random('X');
        trail.started(ExportJob.asked(id, request, clock.instant()), actor, origin);
        table.insert(id, request, clock.instant());
        ExportJob job = Objects.requireNonNull(table.find(id), id);
        runner.take(job);
        return job;
    }

    /** With the progress of this moment; null when there is none. */
    public @Nullable ExportJob find(String id) {
        ExportJob job = table.find(id);
        return job == null ? null : runner.withProgress(job);
    }

    /** Newest first, at most {@value #LISTED}. */
    public List<ExportJob> list(@Nullable WorkspaceId workspace) {
        return table.list(workspace, LISTED).stream().map(runner::withProgress).toList();
    }

    /** Ends one that is under way; false when it had ended. */
    public boolean cancel(ExportJob job, AuditActor actor, Origin origin) {
        if (!job.state().isUnderWay()) return false;
        trail.cancelled(job, actor, origin);
        return runner.cancel(job);
    }

    /** The file of a finished export, to be handed over; its download is on the audit trail. Null when it has none. */
    public @Nullable Path download(ExportJob job, AuditActor actor, Origin origin, String range) {
        if (job.state() != ExportState.DONE) return null;
        trail.downloaded(job, actor, origin, range);
        return folders.of(job).file(job.id());
    }

    /** Removes the file of one that has ended; what is known of it stays. False when it is under way or gone. */
    public boolean delete(ExportJob job, AuditActor actor, Origin origin) {
        if (job.state() != ExportState.DONE) return false;
        trail.deleted(job, actor, origin);
        boolean moved = table.move(job, ExportState.DONE, ExportState.DELETED, null, null);
        try {
            folders.of(job).delete(job.id());
        } catch (IOException e) {
            throw new UncheckedIOException("the export could not be deleted", e);
        }
        return moved;
    }

    @Override
    public void close() {
        runner.close();
    }
}
