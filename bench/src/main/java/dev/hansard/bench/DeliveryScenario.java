// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hansard.bench.ExportWriter.Channel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "delivery",
        mixinStandardHelpOptions = true,
        description = {
            "How long a post takes to reach every member of a channel.",
            "",
            "Each member has a session; some of them post at fixed moments, whatever came of the posts before. The time runs from "
                    + "the moment a post was due until a member's socket has it. Every delivery is counted: none may be missing."
        })
final class DeliveryScenario extends Scenario {
    private static final byte[] MARK = Bytes.ascii("\"text\":\"due ");
    private static final byte[] REPLY_TO = Bytes.ascii("\"reply_to\":");
    private static final long ARRIVAL_PATIENCE_MILLIS = 5_000;

    @Option(names = "--members", defaultValue = "100", paramLabel = "N", description = "Default: 100.")
    int members = 100;

    @Option(names = "--rate", defaultValue = "500", paramLabel = "N", description = "Posts a second (default: 500).")
    int rate = 500;

    @Option(names = "--posters", defaultValue = "10", paramLabel = "N", description = "Members who post (default: 10).")
    int posters = 10;

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong acks = new AtomicLong();
    private final Histogram micros = new ConcurrentHistogram(60_000_000L, 3);
    private volatile long measuredFrom = Long.MAX_VALUE;
    private volatile boolean closing;
    private long frames;

    @Override
    Map<String, Object> settings() {
        return Map.of("members", members, "rate", rate, "posters", posters);
    }

    @Override
    void run(Bed bed, Results results) throws Exception {
        var crowd = new Channel(
                "C0CROWD", "crowd", IntStream.range(0, members).boxed().toList());
        bed.populate(members, List.of(crowd));
        var sockets = new ArrayList<RtmSocket>();
        for (int i = 0; i < members; i++) {
            RtmSocket socket = RtmSocket.connect(bed.url(), bed.token(i));
            sockets.add(socket);
            byte[] own = by(i);
            Thread.ofVirtual().start(() -> read(socket, own));
        }
        post(crowd.id(), sockets, options.warmUp);
        var rows = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < options.repetitions; i++) {
            Map<String, Object> row = measure(bed, crowd.id(), sockets);
            results.say("delivery " + row);
            rows.add(row);
        }
        closing = true;
        for (RtmSocket socket : sockets) socket.close();
        results.add("delivery", rows);
    }

    private Map<String, Object> measure(Bed bed, String channel, List<RtmSocket> sockets)
            throws IOException, InterruptedException {
        micros.reset();
        delivered.set(0);
        acks.set(0);
        measuredFrom = System.nanoTime();
        CpuTimes before = bed.cpu();
        long started = System.nanoTime();
        long posted = post(channel, sockets, options.seconds);
        double seconds = (System.nanoTime() - started) / 1e9;
        CpuTimes cpu = bed.cpu().minus(before);
        long expected = posted * (members - 1);
        long patience = System.currentTimeMillis() + ARRIVAL_PATIENCE_MILLIS;
        while ((delivered.get() < expected || acks.get() < posted) && System.currentTimeMillis() < patience) {
            Thread.sleep(10);
        }
        measuredFrom = Long.MAX_VALUE;
        Throwable failed = failure.get();
        if (failed != null) throw new IOException("a session failed", failed);
        var row = new LinkedHashMap<String, Object>();
        row.put("members", members);
        row.put("posts/s", posted / seconds);
        row.put("deliveries/s", expected / seconds);
        row.put("p50 ms", micros.getValueAtPercentile(50) / 1_000.0);
        row.put("p95 ms", micros.getValueAtPercentile(95) / 1_000.0);
        row.put("p99 ms", micros.getValueAtPercentile(99) / 1_000.0);
        row.put("max ms", micros.getMaxValue() / 1_000.0);
        row.put("unacked", posted - acks.get());
        row.put("missing", expected - delivered.get());
        row.put("server cpu s/s", cpu.server() / seconds);
        row.put("db cpu s/s", cpu.database() / seconds);
        row.put("load cpu s/s", cpu.load() / seconds);
        return row;
    }

    /** Answers how many were posted; each post says when it was due. */
    private long post(String channel, List<RtmSocket> sockets, int seconds) throws IOException, InterruptedException {
        long total = (long) rate * seconds;
        long between = TimeUnit.SECONDS.toNanos(1) / rate;
        long start = System.nanoTime();
        for (long i = 0; i < total; i++) {
            long due = start + i * between;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            int poster = (int) (i % posters);
            sockets.get(poster)
                    .send("{\"id\":" + ++frames + ",\"type\":\"message\",\"channel\":\"" + channel
                            + "\",\"text\":\"due " + due + new String(by(poster), US_ASCII) + LoadRun.TEXT + "\"}");
        }
        return total;
    }

    /** Whose post it is: that of a session itself is its ack, not a delivery. */
    private static byte[] by(int member) {
        return Bytes.ascii(" by " + member + ' ');
    }

    private void read(RtmSocket socket, byte[] own) {
        try {
            for (byte[] frame = socket.next(); frame != null; frame = socket.next()) {
                long now = System.nanoTime();
                boolean ack = Bytes.contains(frame, REPLY_TO);
                if (ack && !Bytes.contains(frame, Bytes.OK)) throw new IOException("a post was refused");
                long due = Bytes.numberAfter(frame, MARK);
                if (due < measuredFrom) continue;
                if (ack) {
                    acks.incrementAndGet();
                } else if (!Bytes.contains(frame, own)) {
                    delivered.incrementAndGet();
                    micros.recordValue(Math.max(0, now - due) / 1_000);
                }
            }
            if (!closing) throw new IOException("the server closed a session");
        } catch (IOException | RuntimeException e) {
            if (!closing) failure.compareAndSet(null, e);
        }
    }
}
