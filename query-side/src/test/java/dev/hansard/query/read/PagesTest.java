// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Views.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final Cursor CURSOR = new Cursor("letter");

    @Test
    void pageShouldPointToTheNextWhenThereIsMoreThanFits() {
        Page<String> page = Pages.of(List.of("a", "b", "c"), 2, CURSOR, letter -> letter);
        assertThat(page.items()).containsExactly("a", "b");
        assertThat(CURSOR.read(page.next())).isEqualTo("b");
    }

    @Test
    void pageShouldBeTheLastWhenEverythingFits() {
        assertThat(Pages.of(List.of("a", "b"), 2, CURSOR, letter -> letter).next())
                .isNull();
        assertThat(Pages.of(List.of("a", "b"), 0, CURSOR, letter -> letter).next())
                .isNull();
        assertThat(Pages.of(List.<String>of(), 2, CURSOR, letter -> letter)).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    void probeShouldAskForOneMoreThanFits() {
        assertThat(Pages.probe(100)).isEqualTo(101);
        assertThat(Pages.probe(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE + 1L);
        assertThat(Pages.probe(0)).isEqualTo(Integer.MAX_VALUE);
    }
}
