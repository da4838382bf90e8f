// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.ChannelKey;
import dev.hansard.audit.proof.tlog.Checkpoint;
import dev.hansard.audit.proof.tlog.NoteSigner;
import dev.hansard.audit.proof.tlog.TreeReader;
import dev.hansard.audit.proof.verify.LogVerification;
import dev.hansard.audit.proof.verify.RecordVerification;
import dev.hansard.audit.proof.verify.VerifyReport;
import dev.hansard.axon.store.WrittenRows;
import dev.hansard.testing.TestRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class ProofLogIT {
    @TempDir
    Path directory;

    private TestLog test;

    @BeforeEach
    void open() {
        test = new TestLog(directory);
    }

    @AfterEach
    void close() {
        test.close();
    }

    private VerifyReport verify() throws Exception {
        return new RecordVerification(test.rows, 0, new LogFolder(test.folder), test.trusted()).run(count -> {});
    }

    private Map<String, String> files() throws Exception {
        var files = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(test.folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        test.folder.relativize(file).toString(),
                        new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    @Test
    void logShouldGrowWithTheRecordAndVerifyAtEverySize() throws Exception {
        for (int messages : new int[] {1, 1, 253, 1, 1, 300, 0, 1_000}) {
            test.grow(messages);

            VerifyReport report = verify();
            assertThat(report.findings()).isEmpty();
            assertThat(report.notes()).isEmpty();
            assertThat(report.checked()).isEqualTo(test.rows.head(0));
        }
        assertThat(files().keySet())
                .as("incomplete stages of full tiles are gone")
                .noneMatch(path -> path.startsWith("tile/0/000.p") || path.startsWith("tile/entries/000.p"))
                .contains("checkpoint", "verifier-keys", "tile/0/000", "tile/entries/000", "tile/1/000.p/6");
    }

    @Test
    void logShouldBeTheSameHoweverItCameAbout() throws Exception {
        test.post(700);
        test.drain();
        Map<String, String> atOnce = files();

        FileSystemUtils.deleteRecursively(test.folder);
        test.reopen();
        test.drain();

        assertThat(files()).as("rebuilt from the record").isEqualTo(atOnce);
    }

    @Test
    void logOfRowsAsTheyWereWrittenShouldBeTheOneOfRowsAsTheyAreStored() throws Exception {
        test.keep();
        test.grow(100);
        test.post(300);
        // Some that are not kept any more, and some that another process wrote between and after.
        WrittenRows written = test.record.stores.written(0);
        written.forget(120);
        assertThat(written.upTo(400)).hasSize(280);
        try (TestRecord other = test.another()) {
            for (int i = 0; i < 3; i++) {
                other.append(TestLog.posted(ChannelKey.of("T1", "C2"), i + 1));
                if (i < 2) test.post(10);
            }
        }
        assertThat(test.rows.head(0)).isEqualTo(423);
        assertThat(written.size()).isEqualTo(300);
        test.drain();
        assertThat(written.size()).isZero();
        assertThat(verify().findings()).isEmpty();
        test.grow(500);
        Map<String, String> kept = files();

        FileSystemUtils.deleteRecursively(test.folder);
        test.reopen();
        test.drain();

        assertThat(kept).as("with stages of tiles").containsAllEntriesOf(files());
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void logShouldGoOnAfterEachPlaceWhereACrashMayBreakItOff() throws Exception {
        test.grow(300);
        Path before = directory.resolve("before");
        FileSystemUtils.copyRecursively(test.folder, before);
        test.grow(300);
        Map<String, String> whole = files();

        // The database knows of the growth, the checkpoint is the old one, the tiles are there or half there.
        for (int lost = 0; lost <= 3; lost++) {
            Files.copy(
                    before.resolve("checkpoint"),
                    test.folder.resolve("checkpoint"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.createDirectories(test.folder.resolve("tile/0/001.p"));
            Files.createDirectories(test.folder.resolve("tile/entries/001.p"));
            FileSystemUtils.copyRecursively(before.resolve("tile"), test.folder.resolve("tile"));
            if (lost > 0) Files.delete(test.folder.resolve("tile/entries/001"));
            if (lost > 1) Files.delete(test.folder.resolve("tile/0/001"));
            if (lost > 2) Files.delete(test.folder.resolve("tile/1/000.p/2"));
            test.reopen();
            test.drain();

            var now = files();
            now.keySet().removeIf(path -> path.startsWith("tile/1/000.p/1"));
            var expected = new TreeMap<>(whole);
            expected.keySet().removeIf(path -> path.startsWith("tile/1/000.p/1"));
            assertThat(now).isEqualTo(expected);
            assertThat(verify().findings()).isEmpty();
        }
    }

    @Test
    void proofOfEveryEventShouldHoldAtEverySize() throws Exception {
        test.grow(600);
        var folder = new LogFolder(test.folder);
        var tree = new TreeReader(folder, 600);
        for (long size : new long[] {1, 255, 256, 257, 599, 600}) {
            var checkpoint = new Checkpoint(test.log.origin(), size, tree.root(size));
            String note = test.log.signer().sign(checkpoint.text()).toString();
            var prover = new LogProver(folder, tree, checkpoint, note);
            for (long position = 1; position <= size; position++) {
                var proof = prover.prove(position);
                assertThat(proof.verify(test.trusted())).isEqualTo(checkpoint);
                assertThat(Leaf.decode(proof.entry()).position()).isEqualTo(position);
            }
            assertThatThrownBy(() -> prover.prove(size + 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void nothingShouldBeSignedWhenTheRecordContradictsTheLog() throws Exception {
        test.grow(10);
        String signed = files().get("checkpoint");

        test.sql("UPDATE event SET facts = CONCAT(facts, ' ') WHERE position = 10");
        test.post(1);
        assertThatThrownBy(() -> test.log.pass())
                .isInstanceOf(LogHalted.class)
                .hasMessageContaining("position 10")
                .hasMessageContaining("facts");
        assertThat(files()).containsEntry("checkpoint", signed);

        test.sql("UPDATE event SET facts = TRIM(facts) WHERE position = 10");
        test.drain();
        assertThat(verify().findings()).as("goes on once they agree again").isEmpty();
    }

    @Test
    void nothingShouldBeSignedWhenRowsAreGone() throws Exception {
        test.grow(10);
        test.post(5);
        test.sql("DELETE FROM event WHERE position = 12");
        assertThatThrownBy(() -> test.log.pass()).isInstanceOf(LogHalted.class).hasMessageContaining("position 12");

        test.sql("DELETE FROM event WHERE position > 8");
        test.sql("UPDATE stream_head SET position = 8");
        assertThatThrownBy(() -> test.log.pass())
                .isInstanceOf(LogHalted.class)
                .hasMessageContaining("rows after 8 were removed");
    }

    @Test
    void nothingShouldBeSignedWhenTheLogWasChanged() throws Exception {
        test.grow(300);
        Path tile = test.folder.resolve("tile/0/001.p/44");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[0] ^= 1;
        Files.write(tile, bytes);
        test.reopen();
        test.post(1);

        assertThatThrownBy(() -> test.log.pass())
                .isInstanceOf(LogHalted.class)
                .hasMessageContaining("do not lead to its checkpoint");
    }

    @Test
    void nothingShouldBeSignedWhenLogOrDatabaseWasSetBack() throws Exception {
        test.grow(10);
        Path before = directory.resolve("before");
        FileSystemUtils.copyRecursively(test.folder, before);
        String outside = files().get("checkpoint");
        test.grow(10);
        String later = new String(Files.readAllBytes(test.folder.resolve("checkpoint")));

        test.sql("UPDATE proof_log SET size = 10");
        test.reopen();
        assertThatThrownBy(() -> test.log.pass()).isInstanceOf(LogHalted.class).hasMessageContaining("set back");

        // All of it is set back, and something else is written; only the copy outside knows.
        FileSystemUtils.deleteRecursively(test.folder);
        test.sql("DELETE FROM proof_log");
        test.sql("UPDATE event SET at = at + 1 WHERE position = 3");
        var log = test.open(later);
        assertThatThrownBy(log::pass).isInstanceOf(LogHalted.class).hasMessageContaining("set back");
        test.sql("UPDATE proof_log SET size = 20, root = x'"
                + java.util.HexFormat.of().formatHex(new byte[32]) + "'");
        assertThatThrownBy(() -> test.open(later).pass()).isInstanceOf(LogHalted.class);
        assertThat(outside).isNotEqualTo(later);
    }

    @Test
    void onlyOneShouldWriteAtATime() throws Exception {
        test.grow(10);
        var owner = new dev.hansard.axon.process.Owner();
        var other = new ProofLog(
                0,
                test.source(),
                new LogFolder(test.folder),
                new LogRow(test.record.stores.shards().shard(0), test.keys.origin(0), owner.name()),
                test.keys.log(0),
                test.keys.believed(0),
                false,
                () -> null);
        assertThat(other.pass()).isEqualTo(ProofLog.Outcome.ELSEWHERE);

        test.log.release();
        test.post(5);
        assertThat(other.pass()).isEqualTo(ProofLog.Outcome.DONE);
        assertThat(test.log.pass()).as("the first one").isEqualTo(ProofLog.Outcome.ELSEWHERE);
        other.release();
        test.grow(3);
        assertThat(verify().findings()).isEmpty();
        owner.close();
    }

    @Test
    void serverWithAnotherKeyShouldLeaveTheLogAlone() throws Exception {
        test.grow(10);
        test.log.release();
        var signer = NoteSigner.generate("example.com/elsewhere/shard-0");
        var other = new ProofLog(
                0,
                test.source(),
                new LogFolder(directory.resolve("other")),
                new LogRow(test.record.stores.shards().shard(0), signer.name(), "somebody"),
                signer,
                new dev.hansard.audit.proof.tlog.NoteKeys(java.util.List.of(signer.verifier())),
                false,
                () -> null);

        assertThat(other.pass()).isEqualTo(ProofLog.Outcome.ELSEWHERE);
    }

    @Test
    void rotatedKeyShouldGoOnFromWhatTheOldOneSigned() throws Exception {
        test.grow(10);
        String old = test.keys.log(0).verifier().toString();
        Path key = directory.resolve("keys/proofs-shard-0.key");
        Files.move(key, key.resolveSibling("proofs-shard-0.key.2026"));
        test.reopen();
        test.grow(10);

        assertThat(test.trusted().keys())
                .hasSize(2)
                .extracting(Object::toString)
                .contains(old);
        assertThat(Files.readString(test.folder.resolve("verifier-keys"))).contains(old);
        assertThat(verify().findings()).isEmpty();
        var onlyOld = dev.hansard.audit.proof.tlog.NoteKeys.parse(old);
        assertThat(new LogVerification(new LogFolder(test.folder), onlyOld)
                        .run(null, count -> {})
                        .findings())
                .hasSize(1);
    }
}
