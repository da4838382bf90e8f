// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private double now;
    private boolean settled;

    /** Seconds after which it is over, asked every five, when compilers have used so much after so many seconds. */
    private double took(int seconds, int settle, DoubleUnaryOperator compilers) {
        now = 0;
        var warmUp = new WarmUp(
                seconds, settle, () -> compilers.applyAsDouble(now), () -> (long) (now * TimeUnit.SECONDS.toNanos(1)));
        while (warmUp.goesOn()) now += 5;
        settled = warmUp.settled();
        return now;
    }

    @Test
    void aGivenTimeShouldSufficeWhenNothingElseIsAskedFor() {
        assertThat(took(20, 0, seconds -> seconds)).isEqualTo(20);
        assertThat(took(0, 0, seconds -> seconds)).isZero();
    }

    @Test
    void aBusyCompilerShouldBeWaitedForUpToALimit() {
        assertThat(took(20, 60, seconds -> seconds / 2)).isEqualTo(80);
        assertThat(settled).isFalse();
        assertThat(took(20, 300, seconds -> Math.min(seconds, 100))).isBetween(100.0, 120.0);
        assertThat(settled).isTrue();
    }

    @Test
    void anIdleCompilerShouldNotEndItBeforeItsTime() {
        assertThat(took(40, 300, seconds -> 0)).isBetween(40.0, 55.0);
    }
}
