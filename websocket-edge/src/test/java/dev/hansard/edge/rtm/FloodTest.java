// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FloodTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void burstShouldBeAllowedAndNotOneFrameMore() {
        var flood = new Flood(50, 200, 0);
        for (int i = 0; i < 200; i++) assertThat(flood.isExceededAt(0)).isFalse();
        assertThat(flood.isExceededAt(0)).isTrue();
    }

    @Test
    void steadyRateShouldBeAllowedForever() {
        var flood = new Flood(50, 200, 0);
        for (long i = 1; i < 10_000; i++)
            assertThat(flood.isExceededAt(i * SECOND / 50)).isFalse();
    }

    @Test
    void silenceShouldNotSaveMoreThanABurst() {
        var flood = new Flood(50, 200, 0);
        long later = Long.MAX_VALUE / 2;
        for (int i = 0; i < 200; i++) assertThat(flood.isExceededAt(later)).isFalse();
        assertThat(flood.isExceededAt(later)).isTrue();
    }
}
