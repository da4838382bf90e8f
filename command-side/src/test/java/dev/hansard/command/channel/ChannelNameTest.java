// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"general", "team-1_a", "größe", "会議", "हिन्दी", "2026"})
    void nameShouldBeAllowed(String name) {
        assertThat(ChannelName.require(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "'', INVALID_NAME_REQUIRED",
        "--, INVALID_NAME_PUNCTUATION",
        "'...', INVALID_NAME_PUNCTUATION",
        "Team, INVALID_NAME_SPECIALS",
        "a b, INVALID_NAME_SPECIALS",
        "a.b, INVALID_NAME_SPECIALS",
        "'#a', INVALID_NAME_SPECIALS"
    })
    void nameShouldBeRefused(String name, String code) {
        assertThatThrownBy(() -> ChannelName.require(name))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code().name()).isEqualTo(code));
    }

    @Test
    void nameShouldHaveAtMostEightyCharacters() {
        assertThat(ChannelName.require("x".repeat(80))).hasSize(80);
        assertThatThrownBy(() -> ChannelName.require("x".repeat(81))).hasMessage("invalid_name_maxlength");
    }

    @Test
    void composedAndDecomposedLettersShouldBeOneName() {
        assertThat(ChannelName.require("cafe\u0301")).isEqualTo(ChannelName.require("caf\u00e9"));
    }

    @Test
    void archivesNameShouldBeRepaired() {
        assertThat(ChannelName.repair("Team Talk!")).isEqualTo("team-talk-");
        assertThat(ChannelName.repair("?!")).isEqualTo("channel");
        assertThat(ChannelName.repair("x".repeat(99))).hasSize(80);
    }

    @Test
    void numberShouldFitIntoTheName() {
        assertThat(ChannelName.numbered("talk", 2)).isEqualTo("talk-2");
        assertThat(ChannelName.numbered("x".repeat(80), 12)).hasSize(80).endsWith("x-12");
    }
}
