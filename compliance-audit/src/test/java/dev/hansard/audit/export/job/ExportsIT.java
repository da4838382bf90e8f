// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.audit.export.ExportRequest;
import dev.hansard.audit.export.FakeProofs;
import dev.hansard.audit.export.Office;
import dev.hansard.audit.export.Scope;
import dev.hansard.audit.proof.LeafProofs;
import dev.hansard.audit.proof.tlog.NoteSigner;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.testing.TestRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of exports as jobs. */
class ExportsIT {
    @TempDir
    Path folder;

    private final TestRecord record = TestRecord.with();
    private final List<AuditEntry> trail = new CopyOnWriteArrayList<>();
    private final FakeProofs proofs = new FakeProofs();
    private volatile @Nullable AuditAction refused;

    @BeforeEach
    void fill() {
        Office.fill(record);
    }

    @AfterEach
    void close() {
        record.close();
    }

    private Exports exports(LeafProofs by) {
        var settings = Making.settings(folder);
        var exportFolder = new ExportFolder(folder);
        var table = new JobTable(record.stores.shards(), exportFolder.node());
        var maker = new ExportMaker(Making.reader(record), by, (workspace, position) -> List.of(), settings);
        var audit = new ExportTrail((entry, origin) -> {
            if (entry.action() == refused) throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE);
            trail.add(entry);
        });
        return new Exports(table, ExportFolders.one(exportFolder), audit, maker, settings, Clock.systemUTC());
    }

    private ExportJob start(Exports exports) {
        return exports.start(request(), AuditActor.OPERATOR, Origin.PLATFORM);
    }

    private ExportRequest request() {
        return new Making(record, folder).request("jsonl", Scope.EVERYTHING);
    }

    private static ExportJob ended(Exports exports, ExportJob job) throws InterruptedException {
        Instant patience = Instant.now().plusSeconds(60);
        while (true) {
            ExportJob now = Objects.requireNonNull(exports.find(job.id()));
            if (!now.state().isUnderWay()) return now;
            if (Instant.now().isAfter(patience)) throw new AssertionError("does not end: " + now);
            Thread.sleep(20);
        }
    }

    private List<AuditAction> actions() {
        return trail.stream().map(AuditEntry::action).toList();
    }

    @Test
    void anExportShouldBeMadeKeptAndDeletedWithEveryStepOnTheTrail() throws Exception {
        try (Exports exports = exports(proofs)) {
            ExportJob done = ended(exports, start(exports));

            assertThat(done.state()).isEqualTo(ExportState.DONE);
            assertThat(done.progress().items()).isEqualTo(Office.ITEMS);
            Path file = exports.download(done, AuditActor.OPERATOR, Origin.PLATFORM, "all");
            assertThat(file).isNotNull().hasSize(done.size());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(folder.resolve("staging")).isEmptyDirectory();
            assertThat(exports.delete(done, AuditActor.OPERATOR, Origin.PLATFORM))
                    .isTrue();
            assertThat(file).doesNotExist();
            assertThat(actions())
                    .containsExactly(
                            AuditAction.MANUAL_EXPORT_STARTED,
                            AuditAction.MANUAL_EXPORT_COMPLETED,
                            AuditAction.MANUAL_EXPORT_DOWNLOADED,
                            AuditAction.MANUAL_EXPORT_DELETED);
        }
    }

    @Test
    void nothingShouldBeMadeOrHandedOutThatTheTrailDoesNotTellOf() throws Exception {
        try (Exports exports = exports(proofs)) {
            refused = AuditAction.MANUAL_EXPORT_STARTED;
            assertThatThrownBy(() -> start(exports)).isInstanceOf(Rejection.class);
            assertThat(exports.list(null)).isEmpty();

            refused = AuditAction.MANUAL_EXPORT_COMPLETED;
            ExportJob failed = ended(exports, start(exports));
            assertThat(failed.state()).isEqualTo(ExportState.FAILED);
            assertThat(failed.failure()).isEqualTo("audit_unavailable");
            assertThat(folder.resolve(failed.id() + ".zip")).doesNotExist();

            refused = AuditAction.MANUAL_EXPORT_DOWNLOADED;
            ExportJob done = ended(exports, start(exports));
            assertThatThrownBy(() -> exports.download(done, AuditActor.OPERATOR, Origin.PLATFORM, "all"))
                    .isInstanceOf(Rejection.class);
        }
    }

    @Test
    void anExportThatAStopInterruptedShouldBeTheSameAsOneThatNothingInterrupted() throws Exception {
        ExportJob interrupted;
        var blocking = new BlockingProofs();
        try (Exports exports = exports(blocking)) {
            interrupted = start(exports);
            blocking.reached.await();
        }
        Path leftover = Files.createDirectories(folder.resolve("staging").resolve(interrupted.id()));
        Files.writeString(leftover.resolve("scratch-0"), "half of something");

        try (Exports exports = exports(proofs)) {
            assertThat(exports.find(interrupted.id()).state()).isEqualTo(ExportState.RUNNING);
            exports.resume();
            ExportJob resumed = ended(exports, interrupted);
            ExportJob other = ended(exports, start(exports));

            assertThat(resumed.state()).isEqualTo(ExportState.DONE);
            assertThat(resumed.sha256()).isEqualTo(other.sha256());
            assertThat(resumed.digest()).isEqualTo(other.digest());
            assertThat(folder.resolve("staging")).isEmptyDirectory();
            assertThat(actions().stream().filter(AuditAction.MANUAL_EXPORT_COMPLETED::equals))
                    .hasSize(2);
        }
    }

    @Test
    void aCancelledExportShouldLeaveNothing() throws Exception {
        var blocking = new BlockingProofs();
        try (Exports exports = exports(blocking)) {
            ExportJob job = start(exports);
            blocking.reached.await();
            assertThat(exports.cancel(exports.find(job.id()), AuditActor.OPERATOR, Origin.PLATFORM))
                    .isTrue();
            blocking.go.countDown();

            ExportJob ended = ended(exports, job);
            assertThat(ended.state()).isEqualTo(ExportState.CANCELLED);
            assertThat(folder.resolve(job.id() + ".zip")).doesNotExist();
            assertThat(exports.cancel(ended, AuditActor.OPERATOR, Origin.PLATFORM))
                    .isFalse();
            assertThat(actions()).contains(AuditAction.EXPORT_CANCELLED);
        }
    }

    /** Holds an export up where it is about to be proved. */
    private final class BlockingProofs implements LeafProofs {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);

        @Override
        public Prover at(int shard, long position, Duration patience) {
            reached.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            return proofs.at(shard, position, patience);
        }

        @Override
        public String verifierKeys() {
            return proofs.verifierKeys();
        }

        @Override
        public NoteSigner manifestSigner() {
            return proofs.manifestSigner();
        }
    }
}
