// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.unit.DataSize;

/** The keys and defaults that docs/configuration.md lists. */
class ExportSettingsTest {
    private static ExportSettings bind(Map<String, Object> properties) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return new Binder(
                        ConfigurationPropertySources.get(environment),
                        new PropertySourcesPlaceholdersResolver(environment))
                .bindOrCreate("hansard.export", ExportSettings.class);
    }

    @Test
    void defaultsShouldBeTheDocumentedOnes() {
        ExportSettings settings = bind(Map.of());

        assertThat(settings.concurrent()).isEqualTo(2);
        assertThat(settings.queued()).isEqualTo(100);
        assertThat(settings.maxSize()).isEqualTo(DataSize.ofGigabytes(100));
        assertThat(settings.minFree()).isEqualTo(DataSize.ofMegabytes(512));
        assertThat(settings.proofPatience()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.folder()).isNull();
    }

    @Test
    void keysShouldBeTheDocumentedOnes() {
        ExportSettings settings = bind(Map.of(
                "hansard.export.folder", "/srv/exports",
                "hansard.export.concurrent", "3",
                "hansard.export.queued", "4",
                "hansard.export.max-size", "5MB",
                "hansard.export.min-free", "6MB",
                "hansard.export.proof-patience", "7s"));

        assertThat(settings)
                .isEqualTo(new ExportSettings(
                        Path.of("/srv/exports"),
                        3,
                        4,
                        DataSize.ofMegabytes(5),
                        DataSize.ofMegabytes(6),
                        Duration.ofSeconds(7)));
    }

    @Test
    void nonsenseShouldBeRefused() {
        assertThatThrownBy(() -> bind(Map.of("hansard.export.concurrent", "0")))
                .hasRootCauseMessage("hansard.export.concurrent is below 1");
    }
}
