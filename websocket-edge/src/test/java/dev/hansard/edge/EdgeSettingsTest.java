// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.edge.limits.LimitSettings;
import dev.hansard.edge.limits.Tier;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class EdgeSettingsTest {

    private static EdgeSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("hansard.edge", EdgeSettings.class);
    }

    @Test
    void defaultsShouldBeAsDocumented() {
        assertThat(bind(Map.of()))
                .isEqualTo(new EdgeSettings(
                        "",
                        DataSize.ofMegabytes(1),
                        Duration.ofSeconds(10),
                        new LimitSettings(60, 600, 3_000, 6_000, 12_000, 20_000, 12_000, Map.of(), 300)));
    }

    @Test
    void keysShouldBeAsDocumented() {
        EdgeSettings settings = bind(Map.of(
                "hansard.edge.public-url", "https://chat.example.org/",
                "hansard.edge.max-body", "128KB",
                "hansard.edge.token-cache", "0s",
                "hansard.edge.limits.tier2", "7",
                "hansard.edge.limits.posting-per-channel", "8",
                "hansard.edge.limits.failed-auth", "9",
                "hansard.edge.limits.methods[users.list]", "5"));
        assertThat(settings.publicUrl()).isEqualTo("https://chat.example.org");
        assertThat(settings.limits().of("users.list", Tier.TIER2)).isEqualTo(5);
        assertThat(settings.limits().of("pins.list", Tier.TIER2)).isEqualTo(7);
        assertThat(settings.limits().postingPerChannel()).isEqualTo(8);
        assertThat(settings.limits().failedAuth()).isEqualTo(9);
    }

    @Test
    void nonsenseShouldBeRefusedAtStart() {
        assertThatThrownBy(() -> bind(Map.of("hansard.edge.public-url", "chat")))
                .rootCause()
                .hasMessageContaining("absolute");
        assertThatThrownBy(() -> bind(Map.of("hansard.edge.max-body", "1B")))
                .rootCause()
                .hasMessageContaining("max-body");
        assertThatThrownBy(() -> bind(Map.of("hansard.edge.limits.tier1", "0")))
                .rootCause()
                .hasMessageContaining("at least 1");
    }
}
