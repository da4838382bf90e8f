// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hansard.server.testing.RolesCluster;
import dev.hansard.server.testing.RtmClient;
import dev.hansard.server.testing.SlackApi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import tools.jackson.databind.JsonNode;

/**
 * Commands and queries over a real Axon Server: the one at {@code -Dhansard.axon-server=HOST:PORT}, or the official image where
 * Docker is. The tests with Slack's SDK can be run the same way, see {@code SdkServer}.
 */
class AxonServerIT {
    private static final String IMAGE = "axoniq/axonserver:2025.2.1";
    private static final int PORT = 8124;
    private static final String GENERAL = "C0GENERAL00";

    private static @Nullable String address() {
        String given = System.getProperty("hansard.axon-server");
        if (given != null) return given;
        if (!DockerClientFactory.instance().isDockerAvailable()) return null;
        var container =
                new GenericContainer<>(IMAGE).withExposedPorts(PORT).withEnv("AXONIQ_AXONSERVER_STANDALONE", "TRUE");
        container.start();
        return container.getHost() + ":" + container.getMappedPort(PORT);
    }

    @Test
    void fiveProcessesShouldBeOneHansard() {
        String address = address();
        if (address == null) {
            System.out.println("skipped: there is neither -Dhansard.axon-server=HOST:PORT nor Docker");
        }
        assumeTrue(address != null, "no Axon Server");
        try (RolesCluster cluster = RolesCluster.start("--axon-server", address)) {
            String max = cluster.node("command").token("max");
            String mina = cluster.node("command").token("mina");
            var one = new SlackApi(cluster.node("one").url(), max);
            var two = new SlackApi(cluster.node("two").url(), mina);
            try (RtmClient reader = RtmClient.open(two)) {
                reader.await("hello");
                String ts = one.post(GENERAL, "over Axon Server");
                assertThat(reader.upTo("over Axon Server")).isNotEmpty();
                JsonNode history = one.call("conversations.history", "channel", GENERAL, "limit", "1");
                assertThat(history.path("messages").path(0).path("ts").asString())
                        .isEqualTo(ts);
            }
            JsonNode refused = one.call("conversations.create", "name", "general");
            assertThat(refused.path("error").asString()).isEqualTo("name_taken");
            JsonNode unknown = two.call("conversations.info", "channel", "C0NOWHERE00");
            assertThat(unknown.path("error").asString()).isEqualTo("channel_not_found");
        }
    }
}
