// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.io.IOException;
import java.util.Random;

/** Joins and leaves channels for a reader, each time at any edge, and does not care whether that succeeds. */
final class Wanderer implements Runnable {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int SHORTEST_PAUSE_MILLIS = 200;
    private static final int MORE_PAUSE_MILLIS = 2_500;

    private final Stage stage;
    private final int reader;
    private final Random random;
    private volatile boolean stopped;

    Wanderer(Stage stage, int reader, long seed) {
        this.stage = stage;
        this.reader = reader;
        this.random = new Random(seed);
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                Thread.sleep(SHORTEST_PAUSE_MILLIS + random.nextInt(MORE_PAUSE_MILLIS));
                Edge edge = stage.edges().get(random.nextInt(stage.edges().size()));
                String method = random.nextInt(5) < 3 ? "conversations.join" : "conversations.leave";
                String channel = Town.channelId(random.nextInt(stage.town().channels()));
                try (var calls = new Calls(edge.url(), stage.town().readerToken(reader), PATIENCE_MILLIS)) {
                    calls.call(method, "channel=" + channel);
                    stage.tally().count("wandering " + method);
                } catch (Calls.Refused e) {
                    stage.tally().count("wandering " + e.error());
                } catch (IOException e) {
                    stage.tally().count("wandering connection");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
