// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CommandSettingsTest {
    @Test
    void defaultsShouldHold() {
        assertThat(bind(Map.of())).isEqualTo(new CommandSettings(Duration.ofSeconds(1), 100));
    }

    @Test
    void keysShouldBind() {
        assertThat(bind(Map.of("hansard.command.scheduled-poll", "250ms", "hansard.command.scheduled-batch", "7")))
                .isEqualTo(new CommandSettings(Duration.ofMillis(250), 7));
    }

    @Test
    void nonsenseShouldBeRefused() {
        assertThatThrownBy(() -> new CommandSettings(Duration.ZERO, 1)).hasMessageContaining("scheduled-poll");
        assertThatThrownBy(() -> new CommandSettings(Duration.ofSeconds(1), 0)).hasMessageContaining("scheduled-batch");
    }

    private static CommandSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("hansard.command", CommandSettings.class);
    }
}
