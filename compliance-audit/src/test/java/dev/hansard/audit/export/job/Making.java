// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.ExportRequest;
import dev.hansard.audit.export.FakeProofs;
import dev.hansard.audit.export.Office;
import dev.hansard.audit.export.RecordReader;
import dev.hansard.audit.export.Scope;
import dev.hansard.testing.TestRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** Makes exports of a record, without jobs. */
final class Making {
    static final Instant REQUESTED = Instant.parse("2026-01-02T03:04:05Z");

    private final TestRecord record;
    private final Path folder;
    private final FakeProofs proofs = new FakeProofs();
    private int made;

    Making(TestRecord record, Path folder) {
        this.record = record;
        this.folder = folder;
    }

    static ExportSettings settings(Path folder) {
        return new ExportSettings(
                folder, 2, 10, DataSize.ofGigabytes(1), DataSize.ofMegabytes(1), Duration.ofSeconds(5));
    }

    static RecordReader reader(TestRecord record) {
        return new RecordReader(record.stores.log(), record.stores.conversations(), record.stores.shards());
    }

    ExportRequest request(String format, Scope scope) {
        var authority = new ExportRequest.Authority("operator", "Doe v. Roe", null, "discovery");
        return new ExportRequest(
                Office.WORKSPACE, scope, format, record.stores.log().head(0), authority);
    }

    ExportMaker.Made make(String format, Scope scope) {
        return make(request(format, scope), settings(folder));
    }

    ExportMaker.Made make(ExportRequest request, ExportSettings settings) {
        try {
            var maker = new ExportMaker(reader(record), proofs, (workspace, position) -> List.of("hold-1"), settings);
            Path staging = Files.createDirectories(folder.resolve("made-" + made++));
            return maker.make(request, REQUESTED, staging, progress -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
