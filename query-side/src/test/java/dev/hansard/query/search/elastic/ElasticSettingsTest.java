// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ElasticSettingsTest {
    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        var settings = Elastic.settings();
        assertThat(settings.access()).isEqualTo(ElasticSettings.Access.NONE);
        assertThat(settings.index())
                .isEqualTo(
                        new ElasticSettings.Index("hansard", 1, "0-1", Duration.ofMillis(200), Duration.ofMinutes(5)));
        assertThat(settings.queries())
                .isEqualTo(new ElasticSettings.Queries(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        32,
                        Duration.ofMillis(100),
                        20,
                        4,
                        50,
                        Duration.ofSeconds(2),
                        2));
        assertThat(settings.writes())
                .isEqualTo(new ElasticSettings.Writes(
                        Duration.ofSeconds(30),
                        DataSize.ofMegabytes(8),
                        3,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(15)));
    }

    @Test
    void aKeyAndAUserShouldNotGoTogether() {
        assertThatThrownBy(() -> new ElasticSettings.Access("key", null, "user", "password", null, null))
                .hasMessageContaining("not both");
        assertThatThrownBy(() -> new ElasticSettings.Access(null, null, "user", null, null, null))
                .hasMessageContaining("no password");
    }

    @Test
    void secretsShouldNotBePrinted() {
        var access = new ElasticSettings.Access(null, null, "user", "open sesame", null, Path.of("ca.pem"));
        assertThat(access.toString()).doesNotContain("sesame");
    }

    @Test
    void aPrefixThatCannotNameAnIndexShouldBeRefused() {
        assertThatThrownBy(() -> Elastic.settings("index.prefix", "Hansard/1"))
                .rootCause()
                .hasMessageContaining("index.prefix");
    }
}
