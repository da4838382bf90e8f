// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What happened in a run, counted by name, and how long it took. */
final class Tally {
    private static final long MOST_MICROS = 600_000_000;

    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    /** From the first attempt to post until the ack, in microseconds. */
    final Histogram acks = new ConcurrentHistogram(MOST_MICROS, 3);
    /** From the first attempt to post until a reader has it, in microseconds. */
    final Histogram deliveries = new ConcurrentHistogram(MOST_MICROS, 3);

    /** Nobody at all is acknowledged for so long: worth a line in the diary. */
    private static final long SILENCE_NANOS = 3_000_000_000L;

    private final Map<String, Object> figures = new LinkedHashMap<>();
    private long lastAck = System.nanoTime();
    private long longestSilence;

    /** Somebody's post was acknowledged; answers for how long nobody's was before, if that was long, else 0. */
    synchronized long acked(long tookNanos) {
        record(acks, tookNanos);
        long now = System.nanoTime();
        long silence = now - lastAck;
        lastAck = now;
        longestSilence = Math.max(longestSilence, silence);
        return silence > SILENCE_NANOS ? silence : 0;
    }

    /** The load begins: nobody could be acknowledged before. */
    synchronized void begin() {
        lastAck = System.nanoTime();
    }

    synchronized double longestSilenceSeconds() {
        return longestSilence / 1e9;
    }

    /** What a run has to tell beside what all of them tell. */
    void figure(String name, Object value) {
        figures.put(name, value);
    }

    Map<String, Object> figures() {
        return figures;
    }

    void count(String what) {
        counts.computeIfAbsent(what, any -> new LongAdder()).increment();
    }

    static void record(Histogram histogram, long nanos) {
        if (nanos >= 0) histogram.recordValue(Math.min(MOST_MICROS, nanos / 1_000));
    }

    long of(String what) {
        LongAdder adder = counts.get(what);
        return adder == null ? 0 : adder.sum();
    }

    /** Those whose name begins so, without the beginning. */
    Map<String, Long> under(String beginning) {
        var found = new TreeMap<String, Long>();
        counts.forEach((name, count) -> {
            if (name.startsWith(beginning)) found.put(name.substring(beginning.length()), count.sum());
        });
        return found;
    }

    static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e3;
    }
}
