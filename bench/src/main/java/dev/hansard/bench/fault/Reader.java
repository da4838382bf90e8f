// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Somebody who reads along and comes back with the cursor, at any edge, whenever the connection ends. */
abstract class Reader implements Runnable {
    static final int PATIENCE_MILLIS = 12_000;

    final Stage stage;
    final int number;
    final Random random;
    private final CountDownLatch listening = new CountDownLatch(1);
    private final Catching catching;
    private Edge edge;
    private @Nullable String cursor;
    private int connection;
    private volatile boolean stopped;

    Reader(Stage stage, int number, long seed) {
        this.stage = stage;
        this.number = number;
        this.random = new Random(seed);
        this.edge = stage.edges().get(number % stage.edges().size());
        this.catching = new Catching(stage, number);
    }

    /** Follows the edge until that ends. */
    abstract void follow(Edge at) throws IOException, InterruptedException;

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    void awaitListening() throws InterruptedException {
        listening.await();
    }

    @Nullable
    String cursor() {
        return cursor;
    }

    /** Stands at the cursor from now on. */
    void reached(String at) {
        if (at.isEmpty()) return;
        cursor = at;
        listening.countDown();
    }

    void told(int channel, int message, long ts, String at) {
        var way = new Sighting.Way(edge.name(), connection, at);
        long nanos = stage.checker().told(new Sighting(number, channel, message, ts, way));
        Tally.record(stage.tally().deliveries, nanos);
    }

    /** The edge says that it does not resume: what is missing is in the history. */
    void resumeFailed(String reason) {
        stage.tally().count("resume failed " + reason);
        catching.fallBehind();
    }

    /** Whether there is still something to be fetched. */
    boolean isBehind() {
        return catching.isBehind();
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                connection++;
                if (connection > 1) stage.tally().count("reconnects");
                try {
                    if (catching.isBehind()) catching.up(edge);
                    follow(edge);
                } catch (Calls.Refused e) {
                    stage.tally().count("reader refused " + e.error());
                    edge = stage.other(edge, random);
                } catch (IOException e) {
                    edge = stage.other(edge, random);
                }
                Thread.sleep(20 + random.nextInt(400));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Fetches what is missing while the session is live. */
    void catchUp(Edge at) throws IOException {
        if (catching.isBehind()) catching.up(at);
    }
}
