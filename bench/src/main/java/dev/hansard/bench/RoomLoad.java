// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.load.Arrivals;
import dev.hansard.bench.load.Fleet;
import dev.hansard.bench.load.Watcher;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Posts over the sessions of a fleet, at fixed moments whatever became of the posts before. A load that cannot be carried is
 * given up early, and what was posted is waited for, so that the next one finds nothing of it.
 */
final class RoomLoad implements Watcher {
    private static final int TEXT_BYTES = 200;
    private static final double GIVEN_UP_AFTER_SECONDS = 1.5;
    private static final long DRAIN_SECONDS = 60;
    private static final long QUIET_MILLIS = 3_000;

    private final boolean acks;
    private final Supplier<CpuTimes> cpu;
    private volatile Arrivals now = new Arrivals(1, 0);
    private int ids;

    /** A session that posts, and where. */
    record Sender(int client, String channel) {}

    /**
     * @param carried posted a second, by the whole time until the last arrived
     * @param each microseconds until one session has a post
     * @param last microseconds until the last session has it
     * @param acks microseconds until the one who posted knows that it is durable
     * @param missing deliveries that never came, and posts that were not acknowledged
     * @param givenUp whether posting ended early, as too much was on its way
     */
    record Outcome(
            int posts,
            long deliveries,
            double carried,
            double seconds,
            long bytes,
            Histogram each,
            Histogram last,
            Histogram acks,
            long missing,
            boolean givenUp,
            CpuTimes cpu) {

        double lastMillis(double percentile) {
            return last.getValueAtPercentile(percentile) / 1_000.0;
        }

        double deliveriesPerSecond() {
            return deliveries / seconds;
        }

        double cpuPerMillion() {
            return (cpu.server() + cpu.database()) / (deliveries / 1e6);
        }

        /** Whether everything came, and 99 of 100 posts to everybody in time. */
        boolean isWithin(double millis) {
            return !givenUp && missing == 0 && lastMillis(99) <= millis;
        }
    }

    /**
     * @param acks whether the server acknowledges posts
     * @param cpu what was used until now
     */
    RoomLoad(boolean acks, Supplier<CpuTimes> cpu) {
        this.acks = acks;
        this.cpu = cpu;
    }

    @Override
    public void frame(int client, byte[] frame, int length) {
        now.frame(client, frame, length);
    }

    /**
     * @param senders in turn
     * @param sessions that get each post
     * @param bytes how long a frame to post is at least; 0 for one with a text of 200 bytes
     */
    Outcome run(Fleet fleet, List<Sender> senders, int sessions, double rate, int seconds, int bytes)
            throws InterruptedException {
        int posts = (int) Math.max(1, rate * seconds);
        var arrivals = new Arrivals(sessions, posts);
        now = arrivals;
        CpuTimes before = cpu.get();
        long start = System.nanoTime();
        double nanosBetween = TimeUnit.SECONDS.toNanos(1) / rate;
        int most = (int) Math.max(10, rate * GIVEN_UP_AFTER_SECONDS);
        int posted = 0;
        while (posted < posts && posted - arrivals.complete() <= most) {
            long due = start + (long) (posted * nanosBetween);
            Clocks.until(due);
            Sender sender = senders.get(posted % senders.size());
            fleet.send(sender.client(), frame(sender.channel(), due, posted, bytes));
            posted++;
        }
        long expected = (long) posted * sessions;
        drain(arrivals, posted, expected);
        double took = (System.nanoTime() - start) / 1e9;
        double asked = posted / rate;
        CpuTimes used = cpu.get().minus(before);
        long missing = expected - arrivals.delivered() + (acks ? posted - arrivals.acked() : 0);
        return new Outcome(
                posted,
                arrivals.delivered(),
                posted / Math.max(took, asked),
                Math.max(took, asked),
                arrivals.bytes(),
                arrivals.each(),
                arrivals.last(),
                arrivals.acks(),
                missing,
                posted < posts,
                used);
    }

    /** Until all has arrived, or nothing does any more. */
    private void drain(Arrivals arrivals, int posted, long expected) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        long seen = -1;
        long changed = System.nanoTime();
        while (System.nanoTime() < end) {
            long arrived = arrivals.delivered() + arrivals.acked();
            if (arrived >= expected + (acks ? posted : 0)) return;
            if (arrived != seen) {
                seen = arrived;
                changed = System.nanoTime();
            } else if (System.nanoTime() - changed > TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS)) {
                return;
            }
            Thread.sleep(2);
        }
    }

    private String frame(String channel, long due, int number, int bytes) {
        String head = "{\"id\":" + ++ids + ",\"type\":\"message\",\"channel\":\"" + channel + "\",\"text\":\"";
        String text = Arrivals.text(due, number, "");
        int rest = Math.max(TEXT_BYTES - text.length(), bytes - head.length() - text.length() - 2);
        return head + text + "x".repeat(Math.max(0, rest)) + "\"}";
    }
}
