// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Posts at random moments in random channels. What is not acknowledged it repeats with the same {@code client_msg_id}, mostly at
 * another edge, while the first attempt may still be under way.
 */
final class Sender implements Runnable {
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(90);
    private static final int SHORTEST_PATIENCE_MILLIS = 700;
    private static final int MORE_PATIENCE_MILLIS = 8_000;

    private final Stage stage;
    private final int number;
    private final double pauseMillis;
    private final Random random;
    private Edge edge;
    private @Nullable Door door;
    private volatile boolean stopped;

    /** @param pauseMillis between two posts, on average */
    Sender(Stage stage, int number, double pauseMillis, long seed) {
        this.stage = stage;
        this.number = number;
        this.pauseMillis = pauseMillis;
        this.random = new Random(seed);
        this.edge = stage.edges().get(number % stage.edges().size());
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                Thread.sleep((long) Math.min(pauseMillis * 10, -Math.log(1 - random.nextDouble()) * pauseMillis));
                post(random.nextInt(stage.town().channels()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
        }
    }

    private void post(int channel) throws InterruptedException {
        int message = stage.checker().posting(channel);
        long begun = System.nanoTime();
        for (int attempt = 1; System.nanoTime() - begun < GIVE_UP_NANOS; attempt++) {
            try {
                long ts = door().post(channel, message);
                stage.checker().acked(message, ts);
                long silence = stage.tally().acked(System.nanoTime() - begun);
                if (silence > 0) stage.diary().accept("nobody was acknowledged for %.1f s".formatted(silence / 1e9));
                if (attempt > 1) stage.tally().count("acked after repeating");
                return;
            } catch (Calls.Refused e) {
                stage.tally().count("error " + e.error());
            } catch (IOException e) {
                stage.tally().count("error connection");
                leave();
                edge = stage.other(edge, random);
            }
            Thread.sleep(20 + random.nextInt(300));
        }
        stage.tally().count("given up");
    }

    private Door door() throws IOException {
        Door open = door;
        if (open != null) return open;
        int patience = SHORTEST_PATIENCE_MILLIS + random.nextInt(MORE_PATIENCE_MILLIS);
        String token = stage.town().senderToken(number);
        door = open = number % 2 == 0 ? Door.web(edge, token, patience) : Door.rtm(edge, token, patience);
        return open;
    }

    private void leave() {
        Door open = door;
        door = null;
        if (open == null) return;
        try {
            open.close();
        } catch (IOException e) {
            stage.tally().count("error closing");
        }
    }
}
