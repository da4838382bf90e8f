// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Five processes on one database: two edges, and one each of the other roles. */
public final class RolesCluster implements AutoCloseable {
    private static final List<String> NAMES = List.of("command", "query", "compliance", "one", "two");

    private final ExistingDatabase database;
    private final Map<String, ServerProcess> nodes;

    private RolesCluster(ExistingDatabase database, Map<String, ServerProcess> nodes) {
        this.database = database;
        this.nodes = nodes;
    }

    /**
     * Returns when all answer and the demo workspace is there.
     *
     * @param options further ones of {@code hansard run}, for all
     */
    public static RolesCluster start(String... options) {
        ExistingDatabase database = ExistingDatabase.start();
        Path key = TestFolders.create("cluster").resolve("master-key");
        var nodes = new LinkedHashMap<String, ServerProcess>();
        var cluster = new RolesCluster(database, nodes);
        try {
            // The first one makes the tables and the key.
            nodes.put("command", cluster.plan("command", key, options).start());
            for (String name : NAMES.subList(1, NAMES.size())) {
                nodes.put(name, cluster.plan(name, key, options).startAnyhow());
            }
            nodes.values().forEach(ServerProcess::awaitReady);
            nodes.get("command").awaitDemo();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private ServerProcess.Plan plan(String name, Path key, String... options) {
        boolean edge = name.equals("one") || name.equals("two");
        return database.server(name)
                .with("--roles", edge ? "edge" : name)
                .with("--node-name", name)
                .with(options)
                .with("--key-file", key.toAbsolutePath().toString())
                .withJava("-Xmx320m");
    }

    /** Of {@code command query compliance one two}; the last two are edges. */
    public ServerProcess node(String name) {
        ServerProcess node = nodes.get(name);
        if (node == null) throw new IllegalArgumentException("no node " + name);
        return node;
    }

    /** The same node again, after it has ended. */
    public ServerProcess startAgain(String name) {
        ServerProcess again = node(name).startAgain();
        nodes.put(name, again);
        return again;
    }

    public ExistingDatabase database() {
        return database;
    }

    @Override
    public void close() {
        new ArrayList<>(nodes.values()).forEach(ServerProcess::close);
        database.close();
    }
}
