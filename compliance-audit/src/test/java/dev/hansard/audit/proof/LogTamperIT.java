// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.audit.proof.tlog.NoteKeys;
import dev.hansard.audit.proof.tlog.ProofFile;
import dev.hansard.audit.proof.tlog.TileSource;
import dev.hansard.audit.proof.tlog.TreeReader;
import dev.hansard.audit.proof.verify.ExportVerification;
import dev.hansard.audit.proof.verify.Finding;
import dev.hansard.audit.proof.verify.Finding.Kind;
import dev.hansard.audit.proof.verify.LogVerification;
import dev.hansard.audit.proof.verify.VerifyReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Changes the files of a log and of an export and looks whether the verification finds and locates it. */
class LogTamperIT {
    private static final Random RANDOM = new Random(20261122);
    private static final int BITS = 12;

    @TempDir
    Path directory;

    private TestLog test;
    private NoteKeys keys;

    @BeforeEach
    void log600Events() throws Exception {
        test = new TestLog(directory);
        test.grow(600);
        keys = NoteKeys.parse(
                test.keys.log(0).verifier() + "\n" + test.keys.manifests().verifier());
        assertThat(verify(null).findings()).isEmpty();
    }

    @AfterEach
    void close() {
        test.close();
    }

    private VerifyReport verify(String earlier) throws IOException {
        return new LogVerification(TileSource.folder(test.folder), keys).run(earlier, count -> {});
    }

    private List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("verifier-keys"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyChangedBitShouldBeFoundInItsFile() throws Exception {
        assertThat(files(test.folder)).hasSize(8);
        for (Path file : files(test.folder)) {
            byte[] good = Files.readAllBytes(file);
            for (int i = 0; i < BITS; i++) {
                byte[] bad = good.clone();
                int bit = RANDOM.nextInt(good.length * 8);
                bad[bit / 8] ^= (byte) (1 << bit % 8);
                Files.write(file, bad);
                assertLocated(file, "bit " + bit);
            }
            Files.write(file, good);
        }
        assertThat(verify(null).findings()).as("all is as before").isEmpty();
    }

    @Test
    void everyCutOffOrRemovedFileShouldBeFound() throws Exception {
        for (Path file : files(test.folder)) {
            byte[] good = Files.readAllBytes(file);
            for (int length : new int[] {good.length - 1, good.length / 2, 0}) {
                Files.write(file, Arrays.copyOf(good, length));
                assertLocated(file, "cut to " + length);
            }
            Files.write(file, Arrays.copyOf(good, good.length + 1));
            assertLocated(file, "longer");
            Files.delete(file);
            assertLocated(file, "removed");
            Files.write(file, good);
        }
        assertThat(verify(null).findings()).as("all is as before").isEmpty();
    }

    private void assertLocated(Path file, String what) throws IOException {
        String path = test.folder.relativize(file).toString();
        assertThat(verify(null).findings())
                .as("%s of %s", what, path)
                .isNotEmpty()
                .extracting(Finding::place)
                .containsOnly(path);
    }

    @Test
    void changedEntryShouldBeLocatedToItsEvent() throws Exception {
        Path bundle = test.folder.resolve("tile/entries/001");
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[bytes.length - 1] ^= 1;
        Files.write(bundle, bytes);

        Finding finding = verify(null).findings().getFirst();

        assertThat(finding.kind()).isEqualTo(Kind.ENTRY_ALTERED);
        assertThat(finding.position()).isEqualTo(512);
        assertThat(finding.stream()).isEqualTo("T1/C1");
    }

    @Test
    void olderStatePutBackShouldBeFoundAgainstALaterCheckpoint() throws Exception {
        Path before = directory.resolve("before");
        FileSystemUtils.copyRecursively(test.folder, before);
        test.grow(300);
        String later = Files.readString(test.folder.resolve("checkpoint"));
        FileSystemUtils.deleteRecursively(test.folder);
        FileSystemUtils.copyRecursively(before, test.folder);

        assertThat(verify(null).findings()).as("it is a good log").isEmpty();
        assertThat(verify(later).findings()).extracting(Finding::kind).containsExactly(Kind.TRUNCATED);
        assertThat(verify(later).findings().getFirst().position()).isEqualTo(601);
    }

    @Test
    void logThatWasRewrittenAndSignedAnewShouldBeFoundAgainstAnEarlierCheckpoint() throws Exception {
        String earlier = Files.readString(test.folder.resolve("checkpoint"));
        FileSystemUtils.deleteRecursively(test.folder);
        test.sql("DELETE FROM proof_log");
        test.sql("UPDATE event SET at = at + 1 WHERE position = 5");
        test.reopen();
        test.grow(10);

        assertThat(verify(null).findings()).isEmpty();
        assertThat(verify(earlier).findings()).extracting(Finding::kind).containsExactly(Kind.INCONSISTENT);
    }

    @Test
    void checkpointOfAnotherKeyShouldNotBeBelieved() throws Exception {
        keys = new NoteKeys(List.of(test.keys.manifests().verifier()));

        assertThat(verify(null).findings()).extracting(Finding::kind).containsExactly(Kind.SIGNATURE);
    }

    @Test
    void everyChangedBitOfAnExportShouldBeFound() throws Exception {
        Path export = export();
        assertThat(verifyExport(export).findings()).isEmpty();
        assertThat(verifyExport(export).checked()).isEqualTo(2 + 2 + 2 + 50);
        for (Path file : files(export)) {
            byte[] good = Files.readAllBytes(file);
            for (int i = 0; i < BITS; i++) {
                byte[] bad = good.clone();
                int bit = RANDOM.nextInt(good.length * 8);
                bad[bit / 8] ^= (byte) (1 << bit % 8);
                Files.write(file, bad);
                assertThat(verifyExport(export).findings())
                        .as("bit %d of %s", bit, file)
                        .isNotEmpty();
            }
            Files.delete(file);
            if (!file.toString().endsWith(ProofFile.EXTENSION)) {
                assertThat(verifyExport(export).isGood()).as("%s removed", file).isFalse();
            }
            Files.write(file, good);
        }
        for (String added : List.of("data/more.txt", "more.txt")) {
            Path file = Files.writeString(export.resolve(added), "added");
            assertThat(verifyExport(export).findings())
                    .extracting(Finding::kind)
                    .containsExactly(Kind.FILE_UNKNOWN);
            Files.delete(file);
        }
        Files.delete(export.resolve(ExportSeal.TAG_MANIFEST));
        assertThat(verifyExport(export).findings()).extracting(Finding::kind).containsExactly(Kind.FILE_MISSING);
    }

    private VerifyReport verifyExport(Path export) throws IOException {
        return new ExportVerification(keys).run(export, count -> {});
    }

    private Path export() throws IOException {
        Path export = Files.createDirectories(directory.resolve("export/data")).getParent();
        byte[] text = "what was said".getBytes(StandardCharsets.UTF_8);
        Files.write(export.resolve("data/messages.txt"), text);
        var tree = new TreeReader(TileSource.folder(test.folder), 600);
        var published = test.log.published();
        var prover = new LogProver(TileSource.folder(test.folder), tree, published.checkpoint(), published.note());
        var proofs = new StringBuilder();
        for (long position = 1; position <= 50; position++)
            proofs.append(prover.prove(position * 12).text());
        Files.writeString(export.resolve("data/proofs.tlog-proof"), proofs);
        String manifest = line(text, "data/messages.txt")
                + line(proofs.toString().getBytes(StandardCharsets.UTF_8), "data/proofs.tlog-proof");
        Files.writeString(export.resolve(ExportSeal.MANIFEST), manifest);
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        byte[] about = "about the export".getBytes(StandardCharsets.UTF_8);
        Files.write(export.resolve("bagit.txt"), about);
        byte[] tags = (line(bytes, ExportSeal.MANIFEST) + line(about, "bagit.txt")).getBytes(StandardCharsets.UTF_8);
        Files.write(export.resolve(ExportSeal.TAG_MANIFEST), tags);
        Files.writeString(
                export.resolve(ExportSeal.NOTE),
                ExportSeal.note(
                        test.keys.manifests(), Map.of(ExportSeal.MANIFEST, bytes, ExportSeal.TAG_MANIFEST, tags)));
        return export;
    }

    private static String line(byte[] bytes, String path) {
        return HexFormat.of().formatHex(dev.hansard.audit.proof.tlog.Hash.sha256(bytes)) + "  " + path + "\n";
    }
}
