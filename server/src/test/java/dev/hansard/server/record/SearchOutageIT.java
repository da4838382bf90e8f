// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.record.PostingLoad.Attempt;
import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.TestFolders;
import dev.hansard.testing.TestElasticsearch;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Elasticsearch is killed and started again while people post: nobody who posts notices, and nothing is missing after. */
class SearchOutageIT {
    private static final String GENERAL = "C0GENERAL00";
    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void postingGoesOnAndSearchComesBackComplete() throws InterruptedException {
        try (var elastic = TestElasticsearch.own();
                var server = ServerProcess.on(TestFolders.create("search-outage"))
                        .with("--search-url", elastic.url().toString())
                        // One who posts without pause would be taken for a flood.
                        .withJava(
                                "-Dhansard.rtm.inbound.frames-per-second=100000", "-Dhansard.rtm.inbound.burst=100000")
                        .start()) {
            var load = new PostingLoad(server);
            load.overHttp("max", GENERAL);
            load.overRtm("mina", GENERAL);
            Awaitility.await().atMost(SOON).until(() -> load.accepted() > 100);
            Awaitility.await().atMost(SOON).until(() -> total(search(server)) > 0);
            elastic.kill();
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> !search(server).path("ok").asBoolean());
            assertThat(search(server).path("error").asString()).isEqualTo("service_unavailable");
            long before = load.accepted();
            Awaitility.await().atMost(SOON).until(() -> load.accepted() > before + 100);
            elastic.startAgain();
            long after = load.accepted();
            Awaitility.await().atMost(SOON).until(() -> load.accepted() > after + 100);
            List<Attempt> attempts = load.stop();
            assertThat(attempts).allMatch(attempt -> attempt.ts() != null);
            ServerProcess.CommandResult check = server.command("index", "check");
            assertThat(check.code()).as(check.output()).isZero();
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(total(search(server))).isEqualTo(attempts.size()));
        }
    }

    /** Everything that the load posts holds this word. */
    private static JsonNode search(ServerProcess server) {
        return server.api("max").call("search.messages", "query", "\"message\" in:general", "count", "1");
    }

    private static int total(JsonNode answer) {
        return answer.path("messages").path("total").asInt(-1);
    }
}
