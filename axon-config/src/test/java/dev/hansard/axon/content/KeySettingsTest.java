// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class KeySettingsTest {
    @Test
    void hasTheDefaultsThatTheDocumentationSays() {
        KeySettings settings = bind(Map.of("hansard.keys.file", "key"));
        assertThat(settings).isEqualTo(KeySettings.of(Path.of("key")));
        assertThat(settings).isEqualTo(new KeySettings(true, Path.of("key"), null, List.of(), 4, 50_000));
    }

    @Test
    void readsAKeyService() {
        TransitSettings transit = bind(Map.of(
                        "hansard.keys.transit.url",
                        "https://vault.example:8200/v1/transit",
                        "hansard.keys.transit.token-file",
                        "token"))
                .transit();
        assertThat(transit.key()).isEqualTo("hansard");
        assertThat(transit.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(transit.tries()).isEqualTo(4);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> new KeySettings(true, null, null, List.of(), 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeySettings(true, null, null, List.of(), 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static KeySettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("hansard.keys", KeySettings.class);
    }
}
