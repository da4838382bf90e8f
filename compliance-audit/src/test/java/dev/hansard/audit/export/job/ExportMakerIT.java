// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hansard.api.ChannelId;
import dev.hansard.audit.export.Office;
import dev.hansard.audit.export.Scope;
import dev.hansard.audit.export.format.ExportFormat;
import dev.hansard.audit.proof.tlog.NoteKeys;
import dev.hansard.audit.proof.tlog.ProofFile;
import dev.hansard.audit.proof.tlog.SignedNote;
import dev.hansard.testing.TestRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every export is, whatever its format. */
class ExportMakerIT {
    @TempDir
    static Path folder;

    private static TestRecord record;
    private static Making making;

    @BeforeAll
    static void fill() {
        record = TestRecord.with();
        Office.fill(record);
        making = new Making(record, folder);
    }

    @AfterAll
    static void close() {
        record.close();
    }

    static List<String> formats() {
        return ExportFormat.names();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theSameRequestShouldGiveTheSameBytes(String format) throws IOException {
        ExportMaker.Made first = making.make(format, Scope.EVERYTHING);
        ExportMaker.Made second = making.make(format, Scope.EVERYTHING);

        assertThat(Files.mismatch(first.file(), second.file())).isEqualTo(-1);
        assertThat(first.sha256()).isEqualTo(second.sha256());
        assertThat(first.size()).isEqualTo(Files.size(first.file()));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyMessageShouldBeAccountedFor(String format) {
        ExportMaker.Made made = making.make(format, Scope.EVERYTHING);

        JsonNode total = report(made, "processing.json").path("total");
        assertThat(total.path("found").asInt()).isEqualTo(Office.ITEMS);
        assertThat(total.path("matched").asInt())
                .isEqualTo(total.path("exported").asInt()
                        + total.path("excluded").asInt()
                        + total.path("failed").asInt());
        assertThat(total.path("exported_as_tombstones").asInt()).isEqualTo(1);
        String exceptions = Unpacked.text(Unpacked.bag(made.file()).get("report/exceptions.jsonl"));
        assertThat(exceptions).contains("content_erased").contains(Office.ERASED.toString());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theBagShouldPassTheOrdinaryToolsOfAnyMachine(String format) throws Exception {
        ExportMaker.Made made = making.make(format, Scope.EVERYTHING);
        Path unpacked = Files.createDirectories(folder.resolve("unpacked-" + format));
        boolean unzip = Files.exists(Path.of("/usr/bin/unzip"));
        if (!unzip) System.out.println("skipped: there is no unzip on this machine");
        assumeTrue(unzip);

        run(unpacked, "unzip", "-q", "-o", made.file().toString());
        Path bag;
        try (var all = Files.list(unpacked)) {
            bag = all.findFirst().orElseThrow();
        }
        run(bag, "sha256sum", "--quiet", "-c", "manifest-sha256.txt");
        run(bag, "sha256sum", "--quiet", "-c", "tagmanifest-sha256.txt");
        try (var files = Files.walk(bag.resolve("data"))) {
            long there = files.filter(Files::isRegularFile).count();
            assertThat(Files.readAllLines(bag.resolve("manifest-sha256.txt"))).hasSize((int) there);
        }
    }

    @Test
    void theManifestShouldBeSignedAndTheProofsHold() throws IOException {
        Map<String, byte[]> bag =
                Unpacked.bag(making.make("jsonl", Scope.EVERYTHING).file());
        var keys = NoteKeys.parse(Unpacked.text(bag.get("proofs/verifier-keys.txt")));
        var note = SignedNote.parse(Unpacked.text(bag.get("manifest-sha256.note")));

        assertThat(keys.verify(note)).isEqualTo("exports.example");
        assertThat(note.text())
                .contains(hash(bag.get("manifest-sha256.txt")))
                .contains(hash(bag.get("tagmanifest-sha256.txt")));
        keys.checkpoint(Unpacked.text(bag.get("proofs/checkpoint")));
        var proofs = new BufferedReader(new StringReader(Unpacked.text(bag.get("proofs/C1.tlog-proof"))));
        ProofFile.readAll(proofs, each -> each.verify(keys));
        assertThat(Unpacked.text(bag.get("bagit.txt"))).startsWith("BagIt-Version: 1.0\n");
    }

    @Test
    void theCollectionRecordShouldTellWhoAskedForWhatAndWhen() {
        var scope = new Scope(Set.of(new ChannelId("C1")), Set.of(), Set.of(), null, null, "plan");
        JsonNode collection = report(making.make("csv", scope), "collection.json");

        assertThat(collection.path("request").path("requester").asString()).isEqualTo("operator");
        assertThat(collection.path("request").path("matter").asString()).isEqualTo("Doe v. Roe");
        assertThat(collection.path("request").path("keyword").asString()).isEqualTo("plan");
        assertThat(collection.path("requested").asString()).isEqualTo(Making.REQUESTED.toString());
        assertThat(collection.path("holds").path(0).asString()).isEqualTo("hold-1");
        assertThat(collection.path("log_position").asLong())
                .isEqualTo(record.stores.log().head(0));
        assertThat(collection.path("log_root").asString()).isNotEmpty();
    }

    @Test
    void aKeywordShouldFindEarlierVersionsAndDeletedMessages() {
        assertThat(exported(scope("SECRET plan"))).isEqualTo(1);
        assertThat(exported(scope("\"secret plan\""))).isEqualTo(1);
        assertThat(exported(scope("\"plan secret\""))).isZero();
        assertThat(exported(scope("calc"))).isEqualTo(1);
        assertThat(exported(scope("merger"))).isEqualTo(2);
        assertThat(exported(scope("merge"))).isZero();
    }

    @Test
    void theScopeShouldNarrowByPersonCustodianAndTime() {
        var byCat = new Scope(Set.of(), Set.of(Office.CAT), Set.of(), null, null, null);
        assertThat(exported(byCat)).isEqualTo(3);
        var whileCatWasIn = new Scope(Set.of(), Set.of(), Set.of(Office.CAT), null, null, null);
        assertThat(exported(whileCatWasIn)).isEqualTo(6);
        var day = new Scope(
                Set.of(),
                Set.of(),
                Set.of(),
                Instant.parse("2024-03-02T00:00:00Z"),
                Instant.parse("2024-03-03T00:00:00Z"),
                null);
        assertThat(exported(day)).isEqualTo(5);
    }

    @Test
    void whatIsSaidAfterThePositionShouldNotChangeTheExport() throws IOException {
        var before = making.request("jsonl", Scope.EVERYTHING);
        ExportMaker.Made first = making.make(before, Making.settings(folder));
        record.append(Office.said(Office.BOARD, "2024-03-05T15:00:00Z", Office.ANN, "too late"));

        ExportMaker.Made second = making.make(before, Making.settings(folder));

        assertThat(Files.mismatch(first.file(), second.file())).isEqualTo(-1);
    }

    @Test
    void anExportThatGrowsTooLargeOrFindsNoRoomShouldFail() {
        var request = making.request("jsonl", Scope.EVERYTHING);
        var small = new ExportSettings(folder, 1, 1, DataSize.ofBytes(500), DataSize.ofBytes(0), Duration.ZERO);
        var full = new ExportSettings(
                folder, 1, 1, DataSize.ofGigabytes(1), DataSize.ofTerabytes(1_000_000), Duration.ZERO);

        assertThatThrownBy(() -> making.make(request, small)).hasMessage("too_large");
        assertThatThrownBy(() -> making.make(request, full)).hasMessage("disk_full");
    }

    private static Scope scope(String keyword) {
        return new Scope(Set.of(), Set.of(), Set.of(), null, null, keyword);
    }

    private static long exported(Scope scope) {
        return making.make("jsonl", scope).total().exported;
    }

    private static JsonNode report(ExportMaker.Made made, String name) {
        return JsonMapper.shared().readTree(Unpacked.bag(made.file()).get("report/" + name));
    }

    private static String hash(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(dev.hansard.audit.proof.tlog.Hash.sha256(bytes));
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
