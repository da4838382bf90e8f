// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class DatabaseSettingsTest {
    private static DatabaseSettings bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("hansard.database", Bindable.of(DatabaseSettings.class));
    }

    @Test
    void hasTheseDefaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(new DatabaseSettings(
                        null, DataSize.ofMegabytes(256), DataSize.ofMegabytes(64), 200, Duration.ofSeconds(30), null));
    }

    @Test
    void keepsAnEighthOfTheMemoryForPagesWithinBounds() {
        assertThat(DatabaseSettings.poolOn(DataSize.ofGigabytes(1))).isEqualTo(DataSize.ofMegabytes(256));
        assertThat(DatabaseSettings.poolOn(DataSize.ofGigabytes(8))).isEqualTo(DataSize.ofGigabytes(1));
        assertThat(DatabaseSettings.poolOn(DataSize.ofGigabytes(64))).isEqualTo(DataSize.ofGigabytes(2));
        assertThat(bound(Map.of()).pool()).isBetween(DataSize.ofMegabytes(256), DataSize.ofGigabytes(2));
    }

    @Test
    void hasTheseKeys() {
        DatabaseSettings settings = bound(Map.of(
                "hansard.database.buffer-pool", "1GB",
                "hansard.database.redo-log", "512MB",
                "hansard.database.max-packet", "32MB",
                "hansard.database.max-connections", "50",
                "hansard.database.stop-patience", "5s",
                "hansard.database.programs", "/opt/db"));

        assertThat(settings)
                .isEqualTo(new DatabaseSettings(
                        DataSize.ofGigabytes(1),
                        DataSize.ofMegabytes(512),
                        DataSize.ofMegabytes(32),
                        50,
                        Duration.ofSeconds(5),
                        java.nio.file.Path.of("/opt/db")));
    }

    @Test
    void refusesABufferPoolThatMariaDbWouldNotStartWith() {
        assertThatThrownBy(() -> bound(Map.of("hansard.database.buffer-pool", "1MB")))
                .rootCause()
                .hasMessage("hansard.database.buffer-pool is below 16MB");
    }
}
