// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ClusterSettingsTest {
    private static ClusterSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("hansard.cluster", ClusterSettings.class);
    }

    @Test
    void theDefaultsShouldBeTheDocumentedOnes() {
        assertThat(bound(Map.of()))
                .isEqualTo(new ClusterSettings(
                        false,
                        null,
                        "127.0.0.1",
                        0,
                        null,
                        null,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(30),
                        4 << 20));
    }

    @Test
    void whatMakesNoSenseShouldBeRefused() {
        for (Map<String, String> wrong : java.util.List.of(
                Map.of("hansard.cluster.name", "a b"),
                Map.of("hansard.cluster.port", "70000"),
                Map.of("hansard.cluster.advertised-port", "0"),
                Map.of("hansard.cluster.lease", "0s"),
                Map.of("hansard.cluster.buffer", "0"))) {
            assertThatThrownBy(() -> bound(wrong)).hasRootCauseInstanceOf(IllegalArgumentException.class);
        }
    }
}
