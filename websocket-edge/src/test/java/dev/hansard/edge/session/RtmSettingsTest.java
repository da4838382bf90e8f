// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class RtmSettingsTest {

    @Test
    void defaultsShouldBeThese() {
        assertThat(TestSettings.defaults())
                .isEqualTo(new RtmSettings(
                        false,
                        "127.0.0.1",
                        8066,
                        0,
                        "",
                        Duration.ofSeconds(30),
                        new RtmSettings.Inbound(DataSize.ofKilobytes(16), 4_000, 50, 200),
                        new RtmSettings.Outbound(
                                DataSize.ofMegabytes(2), 10_000, Duration.ofSeconds(5), Duration.ofMillis(50)),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(30),
                        Duration.ofSeconds(10),
                        Duration.ofMillis(300),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2),
                        50_000,
                        50,
                        new RtmSettings.Resume(20_000, 8_192, 16),
                        Duration.ofSeconds(25),
                        new RtmSettings.Admission(0, 0, 16, 4_000, 2_000, Duration.ofSeconds(60)),
                        false));
    }

    @Test
    void keysShouldBeNamedAsDocumented() {
        RtmSettings settings = TestSettings.of(Map.of(
                "hansard.rtm.one-port", "true",
                "hansard.rtm.public-url", "wss://rtm.example.org/",
                "hansard.rtm.outbound.max-bytes", "1MB",
                "hansard.rtm.resume.limit", "7",
                "hansard.rtm.sessions-per-person", "3"));
        assertThat(settings.onePort()).isTrue();
        assertThat(settings.publicUrl()).isEqualTo("wss://rtm.example.org");
        assertThat(settings.limits().queueBytes()).isEqualTo(1 << 20);
        assertThat(settings.resume().limit()).isEqualTo(7);
        assertThat(settings.sessionsPerPerson()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "port, 70000",
        "public-url, http://example.org",
        "inbound.max-frame, 100B",
        "inbound.burst, 10",
        "outbound.max-bytes, 1KB",
        "resume.limit, -1",
        "silence, 0s",
        "drain-grace, -1s",
        "presence-patience, 1m",
        "admission.per-second, -1",
        "admission.longest-hint, 100ms",
        "poll-wait, 10m"
    })
    void valueOutOfRangeShouldBeRefusedByName(String key, String value) {
        assertThatThrownBy(() -> TestSettings.of(Map.of("hansard.rtm." + key, value)))
                .rootCause()
                .hasMessageContaining("hansard.rtm." + key);
    }
}
