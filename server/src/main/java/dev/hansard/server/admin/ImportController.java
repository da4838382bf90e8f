// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.DirectoryQueries.FindWorkspaceByName;
import dev.hansard.api.Views.WorkspaceView;
import dev.hansard.axon.bus.Queries;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.Shards.Shard;
import dev.hansard.command.imports.ImportProgress;
import dev.hansard.command.imports.ImportReport;
import dev.hansard.command.imports.SlackImport;
import dev.hansard.server.folder.DataFolder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code PUT /admin/import?workspace=NAME&region=LABEL}: the body is the archive. One at a time; it ends early when the client goes
 * away or the server stops, and can be repeated.
 */
@RestController
class ImportController {
    private static final Logger LOG = LoggerFactory.getLogger(ImportController.class);

    private final ObjectProvider<SlackImport> importer;
    private final DataFolder folder;
    private final Shards shards;
    private final Queries queries;
    private final OperatorTrail trail;
    private final JsonMapper json;
    private final Semaphore one = new Semaphore(1);
    private final AtomicBoolean stopping = new AtomicBoolean();

    ImportController(
            ObjectProvider<SlackImport> importer,
            DataFolder folder,
            Shards shards,
            Queries queries,
            OperatorTrail trail,
            JsonMapper json)
            throws IOException {
        this.importer = importer;
        this.folder = folder;
        this.shards = shards;
        this.queries = queries;
        this.trail = trail;
        this.json = json;
        deleteLeftovers();
    }

    @PutMapping("/admin/import")
    void run(
            @RequestParam String workspace,
            @RequestParam(required = false) @Nullable String region,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        SlackImport slack = importer.getIfAvailable();
        if (slack == null) {
            throw new AdminRefused(HttpStatus.CONFLICT, "wrong_role", "this server does not run the command role");
        }
        if (workspace.isBlank()) {
            throw new AdminRefused(HttpStatus.BAD_REQUEST, "invalid_arguments", "the workspace has no name");
        }
        Path uploads = uploads(home(workspace, region));
        if (!one.tryAcquire()) {
            throw new AdminRefused(HttpStatus.CONFLICT, "import_running", "another import is running; wait for it");
        }
        Path archive = Files.createTempFile(uploads, "upload-", ".zip");
        try (InputStream body = request.getInputStream()) {
            Files.copy(body, archive, StandardCopyOption.REPLACE_EXISTING);
            trail.record(OperatorTrail.workspace(AuditAction.IMPORT_STARTED, null)
                    // This entry may lie in another region, and a name does not leave its own.
                    .with(region == null ? "workspace_name" : "region", region == null ? workspace : region)
                    .with("bytes", Files.size(archive)));
            follow(slack, archive, workspace, region, new ProgressLines(json, response));
        } finally {
            Files.deleteIfExists(archive);
            one.release();
        }
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping.set(true);
    }

    private void follow(SlackImport slack, Path archive, String workspace, @Nullable String region, ProgressLines lines)
            throws IOException {
        var progress = new AtomicReference<@Nullable ImportProgress>();
        var gone = new AtomicBoolean();
        var report = new CompletableFuture<ImportReport>();
        Thread worker = Thread.ofVirtual().name("import").start(() -> {
            try {
                ImportReport done =
                        slack.run(archive, workspace, region, progress::set, () -> gone.get() || stopping.get());
                trail.record(completed(done));
                report.complete(done);
            } catch (RuntimeException e) {
                LOG.error("The import failed", e);
                report.completeExceptionally(e);
            }
        });
        try {
            lines.follow(report, () -> progress.get() == null ? null : line(progress.get()));
        } catch (IOException e) {
            LOG.info("The client of the import went away: stopping it");
            gone.set(true);
            await(worker);
            throw e;
        }
        if (report.isCompletedExceptionally()) {
            lines.line(Map.of("error", "internal_error", "detail", "the import failed; the server's log says how"));
        } else {
            lines.line(Map.of("report", summary(report.join())));
        }
    }

    private static AuditEntry completed(ImportReport report) {
        AuditEntry entry = OperatorTrail.workspace(AuditAction.IMPORT_COMPLETED, report.workspace())
                .with("workspace_name", report.workspaceName())
                .with("messages", report.messages().imported())
                .with("millis", report.took().toMillis());
        return report.complete() ? entry : entry.failed(report.stopped() == null ? "incomplete" : "stopped");
    }

    /** The archive may only be deleted when nobody reads it any more. */
    private static void await(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Line(double fraction, long messages, long millis) {}

    private static Line line(ImportProgress progress) {
        return new Line(
                progress.fraction(), progress.messages(), progress.elapsed().toMillis());
    }

    private static Map<String, Object> summary(ImportReport report) {
        var summary = new LinkedHashMap<String, Object>();
        summary.put(
                "workspace",
                report.workspace() == null ? null : report.workspace().value());
        summary.put("workspaceName", report.workspaceName());
        summary.put("founded", report.founded());
        summary.put("complete", report.complete());
        summary.put("stopped", report.stopped());
        summary.put("people", report.people());
        summary.put("messages", report.messages());
        summary.put(
                "channels",
                report.channels().stream().map(ImportController::channel).toList());
        summary.put("skipped", report.skipped());
        summary.put("millis", report.took().toMillis());
        return summary;
    }

    private record ChannelLine(
            @Nullable String id, String folder, @Nullable String name, ImportReport.Count messages, boolean complete) {}

    private static ChannelLine channel(ImportReport.Channel channel) {
        return new ChannelLine(
                channel.id() == null ? null : channel.id().value(),
                channel.folder(),
                channel.name(),
                channel.messages(),
                channel.complete());
    }

    /** A shard of the region that the workspace lies in or is to lie in, as far as it is known. */
    private @Nullable Shard home(String workspace, @Nullable String region) {
        @Nullable WorkspaceView known = queries.ask(new FindWorkspaceByName(workspace));
        if (known != null) return shards.find(known.id());
        return shards.all().stream()
                .filter(shard -> shard.region().equals(region))
                .findFirst()
                .orElse(null);
    }

    /** What people wrote does not leave their region while it is read either. */
    private Path uploads(@Nullable Shard home) throws IOException {
        @Nullable Path region = home == null ? null : shards.folder(home.id());
        return region == null ? folder.imports() : Files.createDirectories(region.resolve("import"));
    }

    /** Of uploads that a killed server was reading. */
    private void deleteLeftovers() throws IOException {
        deleteLeftovers(folder.imports());
        for (Shard shard : shards.all()) deleteLeftovers(uploads(shard));
    }

    private static void deleteLeftovers(Path folder) throws IOException {
        try (Stream<Path> uploads = Files.list(folder)) {
            for (Path upload : uploads.filter(
                            file -> file.getFileName().toString().startsWith("upload-"))
                    .toList()) {
                Files.deleteIfExists(upload);
            }
        }
    }
}
