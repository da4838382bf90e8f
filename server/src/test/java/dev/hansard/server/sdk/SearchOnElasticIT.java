// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hansard.server.testing.AdminDoor;
import dev.hansard.server.testing.GoldenQueries;
import dev.hansard.server.testing.ServerProcess;
import java.nio.file.Files;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** With the index in an Elasticsearch. */
class SearchOnElasticIT extends SearchContract {
    @Override
    SdkServer server() {
        return SdkServer.elastic();
    }

    @Test
    void whatWasJudgedShouldBeFoundOnceTheArchiveIsImported() {
        if (!Files.exists(GoldenQueries.ARCHIVE))
            System.out.println("skipped: there is no archive at " + GoldenQueries.ARCHIVE);
        assumeTrue(Files.exists(GoldenQueries.ARCHIVE));
        ServerProcess process = server().process();
        ServerProcess.CommandResult imported =
                process.command("import", GoldenQueries.ARCHIVE.toString(), "--workspace", "Community");
        assertThat(imported.code()).as(imported.output()).isZero();
        var door = new AdminDoor(process);
        door.awaitReadModels();
        var searcher = door.api("Community", "abel");
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var found = GoldenQueries.ask(searcher);
            System.out.printf("golden queries through search.messages, elasticsearch: %s%n", found);
            assertThat(found.missing()).isEmpty();
            assertThat(found.mrr()).isGreaterThan(GoldenQueries.LEAST_MRR);
        });
    }
}
