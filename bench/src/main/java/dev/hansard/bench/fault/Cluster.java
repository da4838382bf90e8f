// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.server.database.DatabaseSettings;
import dev.hansard.server.database.EmbeddedDatabase;
import dev.hansard.server.folder.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.util.unit.DataSize;

/**
 * A database server with one database or more and the processes on it, each with a line of its own to the server, and lines to
 * those that serve clients.
 */
final class Cluster implements AutoCloseable {
    private final Path folder;
    private final EmbeddedDatabase database;
    /** Of the shards, past all lines. */
    private final List<String> urls;

    private final List<Node> nodes = new ArrayList<>();
    private final List<Line> databaseLines = new ArrayList<>();
    private final List<Line> links = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private boolean delete;

    /**
     * @param shards databases
     * @param javaOptions of every node
     */
    Cluster(Path root, Layout layout, int shards, Mischief mischief, List<String> javaOptions, Consumer<String> crashes)
            throws IOException, InterruptedException {
        folder = Files.createDirectories(
                root.resolve("bench/target/faults-" + ProcessHandle.current().pid()));
        Path programs = root.resolve("server/target/mariadb-programs");
        var settings = new DatabaseSettings(
                DataSize.ofMegabytes(128),
                DataSize.ofMegabytes(128),
                DataSize.ofMegabytes(64),
                400,
                Duration.ofSeconds(20),
                programs);
        var databaseFolder = DataFolder.open(folder.resolve("database"));
        database = EmbeddedDatabase.start(databaseFolder, settings);
        urls = urls(database.url(), shards);
        try {
            var launch = new Launch(Program.find(root), folder, mischief, javaOptions, database, crashes);
            for (Layout.Spec spec : layout.nodes()) {
                int port = Ports.free();
                int rtmPort = Ports.free();
                var line = new Line(Ports.of(database.url()));
                databaseLines.add(line);
                int linkPort = Ports.free();
                var link = new Line(linkPort);
                links.add(link);
                List<String> others = List.of(
                        "-Dhansard.cluster.port=" + linkPort, "-Dhansard.cluster.advertised-port=" + link.port());
                List<String> through = urls.stream()
                        .map(url -> Ports.replaced(url, line.port()))
                        .toList();
                nodes.add(launch.node(spec, port, rtmPort, others, through));
                if (spec.isEdge()) edges.add(new Edge(spec.name(), new Line(port), new Line(rtmPort)));
            }
            startAll();
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static List<String> urls(String first, int shards) {
        var all = new ArrayList<>(List.of(first));
        for (int shard = 1; shard < shards; shard++) {
            all.add(first.replace("?", shard + "?createDatabaseIfNotExist=true&"));
        }
        return List.copyOf(all);
    }

    /** The first one makes the schema and the keys, the others follow together. */
    private void startAll() throws IOException, InterruptedException {
        nodes.getFirst().start();
        var failures = new ArrayList<Exception>();
        var threads = nodes.stream()
                .skip(1)
                .map(node -> Thread.ofVirtual().start(() -> {
                    try {
                        node.start();
                    } catch (IOException | InterruptedException e) {
                        synchronized (failures) {
                            failures.add(e);
                        }
                    }
                }))
                .toList();
        for (Thread each : threads) each.join();
        if (!failures.isEmpty()) throw new IOException("a node does not start", failures.getFirst());
    }

    Path folder() {
        return folder;
    }

    List<Node> nodes() {
        return nodes;
    }

    List<Edge> edges() {
        return edges;
    }

    /** Between each node, in their order, and the database. */
    List<Line> databaseLines() {
        return databaseLines;
    }

    /** By which the other nodes reach each node, in their order. */
    List<Line> links() {
        return links;
    }

    /** Of the process that runs now. It is started again by itself when it ends. */
    long databasePid() {
        return database.pid();
    }

    int shards() {
        return urls.size();
    }

    /** To a shard's database, past all lines. */
    Connection connect(int shard) throws SQLException {
        return DriverManager.getConnection(
                urls.get(shard) + "&allowPublicKeyRetrieval=true", database.username(), database.password());
    }

    @Override
    public void close() {
        var stopping = nodes.stream()
                .map(node -> Thread.ofVirtual().start(() -> {
                    try {
                        node.stop();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        try {
            for (Thread each : stopping) each.join();
            for (Edge edge : edges) edge.set(Line.State.CUT);
            for (Line line : databaseLines) line.close();
            for (Line link : links) link.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            database.close();
        }
        try {
            delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When this process is ended: nobody is left, not even stopped where it stands. */
    void abandon() {
        nodes.forEach(node -> Signals.kill(node.pid()));
        long last = database.pid();
        database.close();
        Signals.kill(last);
    }

    /** What the processes left goes when this is closed. */
    void deleteAfterwards() {
        delete = true;
    }

    private void delete() throws IOException {
        if (!delete) return;
        try (var all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
        }
    }
}
