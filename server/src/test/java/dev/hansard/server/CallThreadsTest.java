// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallThreadsTest {
    @Test
    void whatPlatformThreadsCannotTakeShouldRunOnVirtualOnesAtOnce() throws InterruptedException {
        int all = CallThreads.PLATFORM + 50;
        var threads = new CallThreads();
        var running = new CountDownLatch(all);
        var end = new CountDownLatch(1);
        Queue<Boolean> virtual = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < all; i++) {
            threads.execute(() -> {
                virtual.add(Thread.currentThread().isVirtual());
                running.countDown();
                awaitQuietly(end);
            });
        }
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
        end.countDown();
        assertThat(virtual.stream().filter(each -> each)).hasSize(50);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
