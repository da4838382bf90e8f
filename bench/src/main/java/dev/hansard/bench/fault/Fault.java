// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What a nemesis does to a cluster. Each lasts until it has put right what it broke. */
enum Fault {
    KILL_NODE((field, random) -> {
        field.withNode(random, node -> {
            node.kill();
            Thread.sleep(random.nextInt(3_000));
            node.startPatiently();
        });
    }),
    PAUSE_NODE((field, random) -> field.withNode(random, node -> pause(node.pid(), random))),
    /** Paused for long, and killed before it wakes. */
    PAUSE_AND_KILL_NODE((field, random) -> {
        field.withNode(random, node -> {
            Signals.pause(node.pid());
            Thread.sleep(1_000 + random.nextInt(5_000));
            node.kill();
            node.startPatiently();
        });
    }),
    KILL_DATABASE((field, random) -> {
        field.withDatabase(pid -> {
            Signals.kill(pid);
            Thread.sleep(2_000);
        });
    }),
    PAUSE_DATABASE((field, random) -> field.withDatabase(pid -> pause(pid, random))),
    /** A node is killed while the database does not move, so that nothing under way can have become durable. */
    KILL_NODE_WITHOUT_DATABASE((field, random) -> {
        field.withDatabase(pid -> field.withNode(random, node -> {
            Signals.pause(pid);
            Thread.sleep(500 + random.nextInt(2_000));
            node.kill();
            Signals.resume(pid);
            node.startPatiently();
        }));
    }),
    CUT_FROM_DATABASE((field, random) -> field.withDatabaseLine(random, line -> during(line, Line.State.CUT, random))),
    STALL_FROM_DATABASE(
            (field, random) -> field.withDatabaseLine(random, line -> during(line, Line.State.STALLED, random))),
    SLOW_DATABASE((field, random) -> field.withDatabaseLine(random, line -> during(line, Line.State.SLOW, random))),
    /** The other nodes do not reach one. */
    CUT_LINK((field, random) -> field.withLink(random, line -> during(line, Line.State.CUT, random))),
    STALL_LINK((field, random) -> field.withLink(random, line -> during(line, Line.State.STALLED, random))),
    SLOW_LINK((field, random) -> field.withLink(random, line -> during(line, Line.State.SLOW, random))),
    CUT_CLIENTS((field, random) -> field.withEdge(random, edge -> during(edge, Line.State.CUT, random))),
    STALL_CLIENTS((field, random) -> field.withEdge(random, edge -> during(edge, Line.State.STALLED, random))),
    SLOW_CLIENTS((field, random) -> field.withEdge(random, edge -> during(edge, Line.State.SLOW, random))),
    /** More posts at once than may wait. */
    FLOOD((field, random) -> field.flood(random)),
    /** Some readers take nothing. */
    DOZING_READERS((field, random) -> {
        List<RtmReader> readers = field.readers();
        for (int i = 0; i < 1 + readers.size() / 4; i++) {
            readers.get(random.nextInt(readers.size())).doze(span(random));
        }
    }),
    /** A node's clock jumps, by up to an hour in either direction, and back. */
    STEP_CLOCK((field, random) -> {
        Path file = field.clock(random);
        long millis = TimeUnit.SECONDS.toMillis(random.nextInt(-3_600, 3_600));
        Files.writeString(file, Long.toString(millis));
        Thread.sleep(span(random));
        Files.writeString(file, "0");
    });

    private static final int SHORTEST_MILLIS = 1_000;
    private static final int MORE_MILLIS = 14_000;

    private interface Strike {
        void at(Field field, Random random) throws IOException, InterruptedException;
    }

    private final Strike strike;

    Fault(Strike strike) {
        this.strike = strike;
    }

    void strike(Field field, Random random) throws IOException, InterruptedException {
        strike.at(field, random);
    }

    String title() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    /** One to fifteen seconds: longer than the leases. */
    private static int span(Random random) {
        return SHORTEST_MILLIS + random.nextInt(MORE_MILLIS);
    }

    private static void pause(long pid, Random random) throws IOException, InterruptedException {
        Signals.pause(pid);
        try {
            Thread.sleep(span(random));
        } finally {
            Signals.resume(pid);
        }
    }

    private static void during(Line line, Line.State state, Random random) throws IOException, InterruptedException {
        line.set(state);
        Thread.sleep(span(random));
        line.set(Line.State.OPEN);
    }

    private static void during(Edge edge, Line.State state, Random random) throws IOException, InterruptedException {
        edge.set(state);
        Thread.sleep(span(random));
        edge.set(Line.State.OPEN);
    }
}
