// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Senders that each post, wait for the ack, and post again. */
final class LoadRun {
    /** Of ordinary chat, in characters. */
    static final String TEXT = "The quick brown fox jumps over the lazy dog while the record keeps every word of it, "
            + "in order and for good, so that nobody has to ask what was said.";

    private final List<Sender> senders;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean measuring;
    private volatile boolean stopped;

    /** @param channels the sender posts to them in turn */
    record Sender(Poster poster, List<String> channels) {}

    /** @param micros latency of each ack */
    record Outcome(long posts, double seconds, Histogram micros, CpuTimes cpu) {
        double perSecond() {
            return posts / seconds;
        }
    }

    LoadRun(List<Sender> senders) {
        this.senders = senders;
    }

    Outcome run(Bed bed, int warmUpSeconds, int seconds) throws IOException, InterruptedException {
        var histograms = new ArrayList<Histogram>();
        var threads = new ArrayList<Thread>();
        for (Sender sender : senders) {
            var histogram = new Histogram(60_000_000L, 3);
            histograms.add(histogram);
            threads.add(Thread.ofVirtual().start(() -> post(sender, histogram)));
        }
        Thread.sleep(warmUpSeconds * 1_000L);
        CpuTimes before = bed.cpu();
        long started = System.nanoTime();
        measuring = true;
        Thread.sleep(seconds * 1_000L);
        measuring = false;
        double took = (System.nanoTime() - started) / 1e9;
        CpuTimes cpu = bed.cpu().minus(before);
        stopped = true;
        for (Thread thread : threads) thread.join();
        Throwable failed = failure.get();
        if (failed != null) throw new IOException("a sender failed", failed);
        var all = new Histogram(60_000_000L, 3);
        histograms.forEach(all::add);
        return new Outcome(all.getTotalCount(), took, all, cpu);
    }

    private void post(Sender sender, Histogram histogram) {
        try {
            for (int i = 0; !stopped; i++) {
                String channel = sender.channels().get(i % sender.channels().size());
                long started = System.nanoTime();
                sender.poster().post(channel, TEXT);
                if (measuring) histogram.recordValue((System.nanoTime() - started) / 1_000);
            }
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }
}
