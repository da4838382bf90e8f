// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private static CompletableFuture<Void> next(Pace pace) {
        return CompletableFuture.runAsync(() -> {
            try {
                pace.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void nothingShouldBeWaitedForWhenNothingWasWritten() throws Exception {
        new Pace(FOR_EVER).await();
    }

    @Test
    void allLanesShouldHaveWrittenBeforeTheNextTurn() throws Exception {
        var pace = new Pace(FOR_EVER);
        LongConsumer first = pace.begin(List.of());
        LongConsumer second = pace.begin(List.of());
        first.accept(0);
        CompletableFuture<Void> next = next(pace);
        assertThat(next).isNotDone();
        second.accept(0);
        next.get(10, TimeUnit.SECONDS);
    }

    @Test
    void laneThatNeverAnswersShouldHoldNobodyBackForLong() throws Exception {
        var pace = new Pace(Duration.ofMillis(1));
        LongConsumer late = pace.begin(List.of());
        next(pace).get(10, TimeUnit.SECONDS);
        late.accept(0);
        next(pace).get(10, TimeUnit.SECONDS);
    }

    @Test
    void pauseShouldGrowWithWhatCameTogetherUpToTheWriting() {
        assertThat(Pace.pause(1_600, 1)).isEqualTo(100);
        assertThat(Pace.pause(1_600, 8)).isEqualTo(800);
        assertThat(Pace.pause(1_600, 50)).isEqualTo(1_600);
    }
}
