// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.audit.trail.StreamSettings.Format;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class StreamSettingsTest {
    private static StreamSettings settings(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("hansard.audit.stream", StreamSettings.class);
    }

    @Test
    void nothingShouldBeStreamedUnlessATargetIsNamed() {
        assertThat(settings(Map.of())).isEqualTo(new StreamSettings(500, Duration.ofSeconds(1), null, null));
    }

    @Test
    void targetsShouldHaveTheirDefaults() {
        StreamSettings settings = settings(Map.of(
                "hansard.audit.stream.file.path", "audit.jsonl",
                "hansard.audit.stream.http.url", "https://siem.example/in"));
        assertThat(settings.file())
                .isEqualTo(new StreamSettings.FileTarget(Path.of("audit.jsonl"), DataSize.ofMegabytes(100), 30));
        StreamSettings.HttpTarget http = settings.http();
        assertThat(http).isNotNull();
        assertThat(http.format()).isEqualTo(Format.JSON);
        assertThat(http.tokenFile()).isNull();
        assertThat(http.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(http.attempts()).isEqualTo(6);
        assertThat(http.backoff()).isEqualTo(Duration.ofMillis(500));
    }

    @ParameterizedTest
    @CsvSource({
        "batch,0",
        "batch,10000",
        "poll,0s",
        "http.url,file:///x",
        "http.attempts,0",
        "file.keep,0",
        "file.max-size,1B"
    })
    void wrongValuesShouldStopTheStart(String key, String value) {
        var properties = new java.util.HashMap<>(Map.of(
                "hansard.audit.stream.file.path", "audit.jsonl",
                "hansard.audit.stream.http.url", "https://siem.example/in"));
        properties.put("hansard.audit.stream." + key, value);
        assertThatThrownBy(() -> settings(properties)).rootCause().hasMessageContaining("hansard.audit.stream." + key);
    }
}
