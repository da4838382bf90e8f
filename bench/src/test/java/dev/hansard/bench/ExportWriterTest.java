// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.bench.ExportWriter.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ExportWriterTest {
    @TempDir
    Path folder;

    private JsonNode read(ZipFile zip, String name) throws IOException {
        return WebApi.JSON.readTree(zip.getInputStream(zip.getEntry(name)).readAllBytes());
    }

    @Test
    void exportShouldHoldWhatWasAskedFor() throws IOException {
        Path file = folder.resolve("export.zip");
        try (var writer = new ExportWriter(file)) {
            writer.people(3);
            writer.channels(List.of(new Channel("C1", "town", List.of(0, 2))));
            writer.history("town", 3_000, 3);
        }

        try (var zip = new ZipFile(file.toFile())) {
            assertThat(read(zip, "users.json")).hasSize(3);
            assertThat(read(zip, "channels.json").get(0).get("members")).hasSize(2);
            var ts = new ArrayList<String>();
            for (String day : List.of("2020-01-01", "2020-01-02", "2020-01-03")) {
                read(zip, "town/" + day + ".json")
                        .forEach(message -> ts.add(message.get("ts").stringValue()));
            }
            assertThat(ts).hasSize(3_000).isSorted().doesNotHaveDuplicates();
            JsonNode first = read(zip, "town/2020-01-01.json").get(0);
            assertThat(first.get("user").stringValue()).isEqualTo(ExportWriter.user(0));
            assertThat(first.get("ts").stringValue()).isEqualTo(ExportWriter.FIRST_SECOND + ".000100");
            assertThat(read(zip, "town/2020-01-01.json").get(7).get("thread_ts"))
                    .isEqualTo(first.get("ts"));
        }
    }
}
