// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static Map<String, Object> row(Object... cells) {
        var row = new LinkedHashMap<String, Object>();
        for (int i = 0; i < cells.length; i += 2) row.put(cells[i].toString(), cells[i + 1]);
        return row;
    }

    @Test
    void columnsShouldLineUpAlsoWhereRowsDiffer() {
        assertThat(Results.table(List.of(row("run", "a", "posts/s", 1_234L), row("run", "long name", "ms", 1.5))))
                .containsExactly(
                        "        run  posts/s    ms", "          a    1,234      ", "  long name           1.50");
    }

    @Test
    void spreadShouldBeMedianAndExtremes() {
        assertThat(Spread.of(List.of(3.0, 1.0, 200.0))).isEqualTo(new Spread(3, 1, 200));
        assertThat(Spread.of(List.of(3.0, 1.0)).median()).isEqualTo(2);
        assertThat(Spread.of(List.of(3.0, 1.0, 200.0))).hasToString("3.00 (1.00..200)");
        assertThat(Spread.of(List.of(5.0))).hasToString("5.00");
    }
}
