// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.audit.proof.ProofLog.Outcome;
import dev.hansard.audit.proof.tlog.Checkpoint;
import dev.hansard.audit.proof.tlog.Merkle;
import dev.hansard.audit.proof.tlog.TreeReader;
import dev.hansard.audit.proof.verify.RecordVerification;
import dev.hansard.axon.process.Owner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers on one database and one set of keys: one of them writes the log, and another goes on with it when that one is gone. */
class LogTakeoverIT {
    @TempDir
    Path directory;

    private TestLog test;
    private final Owner first = new Owner();
    private final Owner second = new Owner();

    @BeforeEach
    void open() {
        test = new TestLog(directory);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
        test.close();
    }

    private ProofLog server(Owner owner, Path folder, Supplier<@Nullable String> outside) {
        return new ProofLog(
                0,
                test.source(),
                new LogFolder(folder),
                new LogRow(test.record.stores.shards().shard(0), test.keys.origin(0), owner.name()),
                test.keys.log(0),
                test.keys.believed(0),
                false,
                outside);
    }

    private ProofLog server(Owner owner, Path folder) {
        return server(owner, folder, () -> null);
    }

    private Checkpoint signed(Path folder) throws Exception {
        return test.trusted().checkpoint(Files.readString(folder.resolve("checkpoint")));
    }

    private void assertGood(Path folder, long size) throws Exception {
        var report = new RecordVerification(test.rows, 0, new LogFolder(folder), test.trusted()).run(count -> {});
        assertThat(report.findings()).isEmpty();
        assertThat(report.checked()).isEqualTo(size);
    }

    @Test
    void secondServerShouldGoOnWithTheSameTreeWhenTheFirstDies() throws Exception {
        ProofLog one = server(first, test.folder);
        ProofLog other = server(second, test.folder);
        test.post(300);
        assertThat(one.pass()).isEqualTo(Outcome.DONE);
        Checkpoint before = signed(test.folder);
        test.post(300);
        assertThat(other.pass()).as("while the first lives").isEqualTo(Outcome.ELSEWHERE);
        assertThat(other.published()).isNull();
        // It dies over a tile that it has not moved to its place yet, and does not let go of its claim.
        Files.write(test.folder.resolve("tile/0/.001.new"), new byte[100]);
        first.close();

        assertThat(other.pass()).isEqualTo(Outcome.DONE);

        Checkpoint after = signed(test.folder);
        assertThat(after.size()).isEqualTo(600);
        assertThat(Merkle.consistent(
                        300,
                        before.root(),
                        600,
                        after.root(),
                        new TreeReader(new LogFolder(test.folder), 600).consistency(300, 600)))
                .isTrue();
        assertGood(test.folder, 600);
        assertThat(one.pass()).as("should it live after all").isEqualTo(Outcome.ELSEWHERE);
    }

    @Test
    void serverWithAnEmptyFolderShouldBuildTheSameLogAnew() throws Exception {
        Path own = directory.resolve("own");
        test.post(700);
        server(first, test.folder).pass();
        first.close();

        test.post(5);
        ProofLog other = server(second, own);
        while (other.pass() == Outcome.MORE) {}

        assertThat(signed(own).size()).isEqualTo(705);
        assertThat(new TreeReader(new LogFolder(own), 705).root(700))
                .isEqualTo(signed(test.folder).root());
        assertGood(own, 705);
        for (String path : new String[] {"tile/0/000", "tile/0/001", "tile/entries/001"}) {
            assertThat(own.resolve(path)).hasSameBinaryContentAs(test.folder.resolve(path));
        }
    }

    @Test
    void serverWithAnEmptyFolderShouldSignNothingWhenTheRecordIsNotTheLoggedOne() throws Exception {
        Path own = directory.resolve("own");
        test.post(300);
        server(first, test.folder).pass();
        first.close();
        test.sql("UPDATE event SET at = at + 1 WHERE position = 77");

        ProofLog other = server(second, own);

        assertThatThrownBy(other::pass)
                .isInstanceOf(LogHalted.class)
                .hasMessageContaining("the first 300 rows are not those that were logged before");
        assertThat(own.resolve("checkpoint")).doesNotExist();
    }

    @Test
    void firstServerThatWasOnlySlowShouldSignNothingAfterTheSecondTookOver() throws Exception {
        test.post(10);
        server(second, test.folder).pass();
        server(second, test.folder).release();
        // The first one has the claim, then sleeps for so long that it runs out and the second goes on.
        ProofLog slow = server(first, test.folder, () -> {
            try {
                test.post(10);
                test.sql("UPDATE proof_log SET claimed_until = 0");
                assertThat(server(second, test.folder).pass()).isEqualTo(Outcome.DONE);
                test.post(10);
                return null;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        assertThatThrownBy(slow::pass).isInstanceOf(SQLException.class).hasMessageContaining("taken the log over");

        assertThat(signed(test.folder).size()).isEqualTo(20);
        assertThat(slow.pass()).isEqualTo(Outcome.ELSEWHERE);
        server(second, test.folder).pass();
        assertGood(test.folder, 30);
    }
}
