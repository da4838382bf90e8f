// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeadwayTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicLong head = new AtomicLong(5);
    private final Headway headway = new Headway(head::get, 10, LONG);

    private CompletableFuture<Boolean> reader(long target) {
        return CompletableFuture.supplyAsync(() -> headway.await(target, LONG));
    }

    @Test
    void readerShouldWaitUntilThePositionIsReached() throws Exception {
        headway.moved(4);
        CompletableFuture<Boolean> reader = reader(5);
        headway.moved(5);
        assertThat(reader.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(headway.await(5, Duration.ZERO)).isTrue();
        assertThat(headway.await(6, Duration.ofMillis(1))).isFalse();
    }

    @Test
    void whatSomebodyWaitsForShouldNotBeGathered() throws Exception {
        headway.moved(4);
        CompletableFuture<Void> gathering = CompletableFuture.runAsync(headway::gather);
        assertThat(headway.await(5, Duration.ZERO)).isFalse();
        gathering.get(10, TimeUnit.SECONDS);
    }

    @Test
    void fullBatchShouldNotBeWaitedFor() throws Exception {
        headway.moved(0);
        CompletableFuture<Void> gathering = CompletableFuture.runAsync(headway::gather);
        head.set(10);
        headway.wake();
        gathering.get(10, TimeUnit.SECONDS);
    }

    @Test
    void nobodyShouldWaitAfterTheEnd() throws Exception {
        CompletableFuture<Boolean> reader = reader(100);
        headway.end();
        assertThat(reader.get(10, TimeUnit.SECONDS)).isFalse();
        headway.idle(LONG);
        assertThat(headway.lag()).isEqualTo(5);
    }
}
