// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProofSettingsTest {
    private static ProofSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("hansard.proofs", ProofSettings.class);
    }

    @Test
    void defaultsShouldBeThoseOfTheDocumentation() {
        ProofSettings settings = bind(Map.of());

        assertThat(settings.enabled()).isTrue();
        assertThat(settings.directory()).isEqualTo(Path.of("data/proofs"));
        assertThat(settings.keys()).isEqualTo(Path.of("data/secrets"));
        assertThat(settings.origin()).isNull();
        assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.publish().directory()).isNull();
        assertThat(settings.publish().url()).isNull();
        assertThat(settings.publish().tokenFile()).isNull();
        assertThat(settings.publish().every()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.publish().timeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void wrongValuesShouldBeRefusedByName() {
        assertThatThrownBy(() -> bind(Map.of("hansard.proofs.interval", "1ms")))
                .hasRootCauseMessage("hansard.proofs.interval must be at least PT0.01S");
        assertThatThrownBy(() -> bind(Map.of("hansard.proofs.origin", "a b")))
                .rootCause()
                .hasMessageContaining("hansard.proofs.origin");
        assertThatThrownBy(() -> bind(Map.of("hansard.proofs.publish.url", "ftp://host")))
                .rootCause()
                .hasMessageContaining("hansard.proofs.publish.url");
        assertThatThrownBy(() -> bind(Map.of("hansard.proofs.publish.every", "0s")))
                .rootCause()
                .hasMessageContaining("hansard.proofs.publish.every");
        assertThatThrownBy(() -> bind(Map.of("hansard.proofs.publish.timeout", "0s")))
                .rootCause()
                .hasMessageContaining("hansard.proofs.publish.timeout");
    }
}
