// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;

/** What a nemesis can hit. Nothing is hit twice at a time by the same kind of blow; different things are. */
final class Field {
    private static final int FLOODERS = 400;
    private static final int POSTS_OF_EACH = 4;

    private final Cluster cluster;
    private final Stage stage;
    private final List<RtmReader> readers;
    private final Semaphore database = new Semaphore(1);
    private final List<Semaphore> nodes;
    private final List<Semaphore> databaseLines;
    private final List<Semaphore> links;
    private final List<Semaphore> edges;

    Field(Cluster cluster, Stage stage, List<RtmReader> readers) {
        this.cluster = cluster;
        this.stage = stage;
        this.readers = readers;
        this.nodes = cluster.nodes().stream().map(any -> new Semaphore(1)).toList();
        this.databaseLines =
                cluster.databaseLines().stream().map(any -> new Semaphore(1)).toList();
        this.links = cluster.links().stream().map(any -> new Semaphore(1)).toList();
        this.edges = cluster.edges().stream().map(any -> new Semaphore(1)).toList();
    }

    /** What is done to one of several. */
    interface Blow<T> {
        void to(T target) throws IOException, InterruptedException;
    }

    List<RtmReader> readers() {
        return readers;
    }

    void withNode(Random random, Blow<Node> blow) throws IOException, InterruptedException {
        withOne(cluster.nodes(), nodes, random, blow);
    }

    void withDatabase(Blow<Long> blow) throws IOException, InterruptedException {
        database.acquire();
        try {
            blow.to(cluster.databasePid());
        } finally {
            database.release();
        }
    }

    void withDatabaseLine(Random random, Blow<Line> blow) throws IOException, InterruptedException {
        withOne(cluster.databaseLines(), databaseLines, random, blow);
    }

    void withLink(Random random, Blow<Line> blow) throws IOException, InterruptedException {
        withOne(cluster.links(), links, random, blow);
    }

    void withEdge(Random random, Blow<Edge> blow) throws IOException, InterruptedException {
        withOne(cluster.edges(), edges, random, blow);
    }

    /** The file that sets the clock of some node. */
    Path clock(Random random) {
        List<Node> all = cluster.nodes();
        return Mischief.clock(
                cluster.folder(), all.get(random.nextInt(all.size())).name());
    }

    /** Posts that come all at once, each tried once. */
    void flood(Random random) throws InterruptedException {
        var threads = java.util.stream.IntStream.range(0, FLOODERS)
                .mapToObj(i -> new Random(random.nextLong()))
                .map(mine -> Thread.ofVirtual().start(() -> flooder(mine)))
                .toList();
        for (Thread each : threads) each.join();
    }

    private void flooder(Random random) {
        Edge edge = stage.edges().get(random.nextInt(stage.edges().size()));
        String token = stage.town().senderToken(random.nextInt(stage.town().senders()));
        try (Door door = Door.web(edge, token, Reader.PATIENCE_MILLIS)) {
            for (int i = 0; i < POSTS_OF_EACH; i++) {
                int channel = random.nextInt(stage.town().channels());
                int message = stage.checker().posting(channel);
                try {
                    stage.checker().acked(message, door.post(channel, message));
                } catch (Calls.Refused e) {
                    stage.tally().count("flood refused " + e.error());
                }
            }
        } catch (IOException e) {
            stage.tally().count("flood connection");
        }
    }

    private static <T> void withOne(List<T> all, List<Semaphore> free, Random random, Blow<T> blow)
            throws IOException, InterruptedException {
        int chosen = random.nextInt(all.size());
        free.get(chosen).acquire();
        try {
            blow.to(all.get(chosen));
        } finally {
            free.get(chosen).release();
        }
    }
}
