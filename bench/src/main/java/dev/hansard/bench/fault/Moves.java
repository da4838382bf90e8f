// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.AdminDoor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Has the workspace moved to another shard and back, as an operator does it: at whichever process answers. */
final class Moves {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final int LOOK_MILLIS = 250;

    private final Cluster cluster;
    private final Tally tally;
    private final Consumer<String> diary;
    private final List<Long> pauses = new ArrayList<>();
    private final List<Long> seconds = new ArrayList<>();
    private long copied;

    Moves(Cluster cluster, Tally tally, Consumer<String> diary) {
        this.cluster = cluster;
        this.tally = tally;
        this.diary = diary;
    }

    /** Moves without end but for a pause in between; the last one is over when this returns. */
    void go(long millis, int pauseMillis) throws IOException, InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            Thread.sleep(pauseMillis);
            int to =
                    (ask(admin -> admin.placement(Town.WORKSPACE)).path("shard").asInt() + 1) % cluster.shards();
            once(to);
        }
        tally.figure("moves", pauses.size());
        tally.figure("events of the last move", copied);
        tally.figure("write pauses ms", pauses);
        tally.figure("seconds of each move", seconds);
    }

    private void once(int to) throws IOException, InterruptedException {
        diary.accept("moving to shard " + to);
        long begun = System.nanoTime();
        ask(admin -> {
            // The answer to an earlier try may have been lost.
            JsonNode now = admin.placement(Town.WORKSPACE);
            boolean asked = now.path("move").path("target").asInt(-1) == to
                    && !now.path("move").path("state").asString().equals("done");
            if (now.path("shard").asInt() != to && !asked) admin.move(Town.WORKSPACE, to);
            return now;
        });
        while (true) {
            JsonNode now = ask(admin -> admin.placement(Town.WORKSPACE));
            JsonNode move = now.path("move");
            switch (move.path("state").asString()) {
                case "done" -> {
                    if (now.path("shard").asInt() != to) throw new IOException("moved elsewhere: " + now);
                    pauses.add(move.path("pauseMillis").asLong());
                    seconds.add(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
                    copied = move.path("copied").asLong();
                    diary.accept("moved " + copied + " events; writes waited " + pauses.getLast() + " ms");
                    return;
                }
                case "failed" -> {
                    diary.accept("the move failed: " + move.path("detail").asString());
                    tally.count("fault move failed");
                    ask(admin -> {
                        admin.resumeMove(Town.WORKSPACE);
                        return now;
                    });
                }
                default -> {
                    if (System.nanoTime() - begun > PATIENCE_NANOS) throw new IOException("does not end: " + now);
                    Thread.sleep(LOOK_MILLIS);
                }
            }
        }
    }

    private interface Question {
        JsonNode ask(AdminDoor admin) throws IOException, InterruptedException;
    }

    /** At one process after the other, until one answers. */
    private JsonNode ask(Question question) throws IOException, InterruptedException {
        IOException last = new IOException("never asked");
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            for (Node node : cluster.nodes()) {
                try {
                    String token =
                            Files.readString(node.secret("operator-token")).strip();
                    return question.ask(new AdminDoor(node.url(), token));
                } catch (IOException e) {
                    last = e;
                }
            }
            Thread.sleep(LOOK_MILLIS);
        }
        throw last;
    }
}
