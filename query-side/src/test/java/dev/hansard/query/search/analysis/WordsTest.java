// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.query.search.Language;
import org.junit.jupiter.api.Test;

class WordsTest {
    private final Words words = Words.of(Language.EN);

    private Words.Word met(String spelling) {
        return words.at("<" + spelling + ">", 1, spelling.length() + 1);
    }

    @Test
    void wordShouldBeReadOnce() {
        assertThat(met("Builders")).isSameAs(met("Builders"));
        assertThat(met("Builders").stem()).isEqualTo("builder");
        assertThat(met("Builders").whole()).isEqualTo("builders");
    }

    @Test
    void longWordsShouldNotBeRemembered() {
        assertThat(met("x".repeat(21))).isNotSameAs(met("x".repeat(21)));
    }

    @Test
    void nothingShouldBeRememberedOfWhatWasErased() {
        Words.Word before = met("hunter2");
        Words.forget();
        assertThat(met("hunter2")).isEqualTo(before).isNotSameAs(before);
    }
}
