// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Posts that are numbered by channel, at fixed moments whatever became of those before. A post that was not acknowledged is
 * repeated under the same {@code client_msg_id} until it is, so that each number is there once.
 */
final class NumberedPosts {
    private static final int THREADS = 8;
    private static final long PAUSE_MILLIS = 100;

    private final Bed bed;
    private final Supplier<URI> url;
    private final List<String> channels;
    private final AtomicIntegerArray posted;
    private final AtomicLong repeats = new AtomicLong();
    private final Histogram micros = new ConcurrentHistogram(600_000_000L, 3);
    private final List<Thread> threads = new ArrayList<>();
    private final @Nullable WebApi[] apis;
    private volatile boolean stopped;

    /** @param channels person {@code i} is in channel {@code i}, and posts there */
    NumberedPosts(Bed bed, Supplier<URI> url, List<String> channels) {
        this.bed = bed;
        this.url = url;
        this.channels = channels;
        this.apis = new WebApi[channels.size()];
        this.posted = new AtomicIntegerArray(channels.size());
    }

    void start(int perSecond) {
        long between = TimeUnit.SECONDS.toNanos(THREADS) / perSecond;
        long start = System.nanoTime();
        for (int t = 0; t < THREADS; t++) {
            int first = t;
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    post(first, start + first * between / THREADS, between);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
    }

    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) thread.join();
    }

    int posted(int channel) {
        return posted.get(channel);
    }

    /** Posts that had to be sent again. */
    long repeats() {
        return repeats.get();
    }

    /** Latencies of acks since the last call, from the moment that the post was due. */
    Histogram micros() {
        Histogram copy = micros.copy();
        micros.reset();
        return copy;
    }

    private void post(int first, long start, long between) throws InterruptedException {
        int channel = first;
        for (long due = start; !stopped; due += between) {
            long wait = due - System.nanoTime();
            if (wait > 0) TimeUnit.NANOSECONDS.sleep(wait);
            int number = posted.incrementAndGet(channel);
            Map<String, String> post = Map.of(
                    "channel", channels.get(channel),
                    "text", "seq " + number + " of many",
                    "client_msg_id", channel + "-" + number);
            while (!isAcknowledged(channel, post)) {
                repeats.incrementAndGet();
                Thread.sleep(PAUSE_MILLIS);
            }
            micros.recordValue(Math.max(0, System.nanoTime() - due) / 1_000);
            channel += THREADS;
            if (channel >= channels.size()) channel = first;
        }
    }

    /** Each channel is posted to by a person of its own, over a connection of its own. */
    private boolean isAcknowledged(int channel, Map<String, String> post) {
        WebApi api = apis[channel];
        try {
            if (api == null) apis[channel] = api = new WebApi(url.get(), bed.known(channel));
            api.tsOf("chat.postMessage", post);
            return true;
        } catch (IOException e) {
            apis[channel] = null;
            close(api);
            return false;
        }
    }

    private static void close(@Nullable WebApi api) {
        try {
            if (api != null) api.close();
        } catch (IOException e) {
            // It was of no use any more.
        }
    }
}
