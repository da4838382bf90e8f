// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class RateSearchTest {
    private final RateSearch search = new RateSearch(4, 10_000);
    private final List<Double> tried = new ArrayList<>();

    private RateSearch.Try upTo(double limit) {
        return rate -> {
            tried.add(rate);
            return rate <= limit;
        };
    }

    @Test
    void shouldComeCloseToTheLimitFromBelow() throws Exception {
        double found = search.from(100, upTo(1_234));
        assertThat(found).isLessThanOrEqualTo(1_234).isCloseTo(1_234, Percentage.withPercentage(5));
    }

    @Test
    void shouldGoDownWhenItBeganTooHigh() throws Exception {
        assertThat(search.from(1_000, upTo(90))).isLessThanOrEqualTo(90).isCloseTo(90, Percentage.withPercentage(5));
    }

    @Test
    void shouldTakeFewTries() throws Exception {
        search.from(100, upTo(1_234));
        assertThat(tried).hasSizeLessThan(15);
    }

    @Test
    void shouldGiveARateASecondTry() throws Exception {
        RateSearch.Try noisy = rate -> {
            tried.add(rate);
            return rate <= 1_234 && tried.size() % 2 == 0;
        };
        assertThat(search.from(100, noisy)).isCloseTo(1_234, Percentage.withPercentage(5));
    }

    @Test
    void shouldStopAtTheHighestRate() throws Exception {
        assertThat(search.from(100, upTo(Double.MAX_VALUE))).isEqualTo(10_000);
    }

    @Test
    void shouldAnswerNothingWhenNothingIsCarried() throws Exception {
        assertThat(search.from(100, upTo(0))).isZero();
        assertThat(tried.getLast()).isLessThanOrEqualTo(1);
    }
}
