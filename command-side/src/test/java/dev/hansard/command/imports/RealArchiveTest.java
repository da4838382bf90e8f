// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hansard.command.imports.ImportReport.Count;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A community's real export, which is too large for the repository; it lies beside it where there is one. */
class RealArchiveTest {
    private static final Path ARCHIVE =
            Path.of(System.getProperty("hansard.root", ".."), "..", "shared", "data", "community-slack-export.zip");

    @Test
    void everyMessageOfARealArchiveShouldComeInAsItIs() throws IOException {
        if (!Files.exists(ARCHIVE)) System.out.println("skipped: no archive at " + ARCHIVE.normalize());
        assumeTrue(Files.exists(ARCHIVE));
        var workspace = new FakeWorkspace();

        ImportReport report = new SlackImport(workspace, workspace, Clock.systemUTC(), new SimpleMeterRegistry())
                .run(ARCHIVE, "Community", any -> {}, () -> false);

        assertThat(report.complete()).isTrue();
        assertThat(report.skipped()).isEmpty();
        assertThat(report.people()).isEqualTo(new Count(950, 950, 0, 0));
        assertThat(report.messages()).isEqualTo(new Count(36_682, 36_682, 0, 0));
        assertThat(report.channels()).hasSize(2);
        for (var channel : report.channels()) compare(workspace, channel);
    }

    private static void compare(FakeWorkspace workspace, ImportReport.Channel channel) throws IOException {
        var json = new JsonMapper();
        try (var zip = new ZipFile(ARCHIVE.toFile())) {
            for (var all = zip.entries(); all.hasMoreElements(); ) {
                var entry = all.nextElement();
                if (entry.isDirectory() || !entry.getName().startsWith(channel.folder() + '/')) continue;
                for (JsonNode expected : json.readTree(zip.getInputStream(entry).readAllBytes())) {
                    String ts = expected.get("ts").stringValue();
                    var actual = workspace.message(channel.id().value(), ts);
                    assertThat(actual.author().value())
                            .isEqualTo(expected.get("user").stringValue());
                    assertThat(actual.content().text())
                            .isEqualTo(expected.get("text").stringValue());
                    String thread = expected.path("thread_ts").stringValue(ts);
                    assertThat(actual.thread() == null ? ts : actual.thread().toString())
                            .isEqualTo(thread);
                    assertThat(actual.content().extra()).isNull();
                }
            }
        }
    }
}
