// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.preservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hansard.api.RetentionRule;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RetentionSettingsTest {
    @Test
    void defaultsShouldKeepEverythingAndBeCareful() {
        assertThat(bind(Map.of("hansard.retention.poll", "5s")))
                .isEqualTo(new RetentionSettings(
                        RetentionRule.Mode.KEEP_ALL,
                        0,
                        0,
                        true,
                        true,
                        Duration.ofDays(7),
                        LocalTime.of(3, 0),
                        Duration.ofSeconds(5)));
    }

    @Test
    void installationShouldHaveARuleOfItsOwn() {
        RetentionSettings settings = bind(Map.of(
                "hansard.retention.mode", "delete-after",
                "hansard.retention.days", "365",
                "hansard.retention.minimum-days", "90"));

        assertThat(settings.rule()).isEqualTo(RetentionRule.deleteAfter(365).withMinimum(90));
    }

    @Test
    void nonsenseShouldBeRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(0, Duration.ZERO, Duration.ofSeconds(5)));
        assertThatIllegalArgumentException().isThrownBy(() -> settings(1, Duration.ofDays(-1), Duration.ofSeconds(5)));
        assertThatIllegalArgumentException().isThrownBy(() -> settings(1, Duration.ZERO, Duration.ofMillis(1)));
        org.assertj.core.api.Assertions.assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of("hansard.retention.days", "3")));
    }

    private static RetentionSettings settings(int days, Duration grace, Duration poll) {
        return new RetentionSettings(
                RetentionRule.Mode.DELETE_AFTER, days, 0, true, true, grace, LocalTime.of(3, 0), poll);
    }

    private static RetentionSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("hansard.retention", RetentionSettings.class);
    }
}
