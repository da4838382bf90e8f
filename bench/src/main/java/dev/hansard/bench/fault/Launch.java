// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.ServerProcess;
import dev.hansard.server.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How the processes of one cluster are started. They share the first one's master key. */
final class Launch {
    /**
     * Short, so that also a short run meets them: queues that overflow, readers that are told to fetch the history, and those who
     * still read where a workspace was.
     */
    private static final String TIGHT = """
            hansard.store.max-queued-appends=200
            hansard.rtm.resume.limit=400
            hansard.rtm.resume.recent=512
            hansard.shards.linger=3s
            """;

    private final Program program;
    private final Path folder;
    private final Mischief mischief;
    private final List<String> javaOptions;
    private final EmbeddedDatabase database;
    private final Consumer<String> crashes;
    private @Nullable Path masterKey;

    Launch(
            Program program,
            Path folder,
            Mischief mischief,
            List<String> javaOptions,
            EmbeddedDatabase database,
            Consumer<String> crashes) {
        this.program = program;
        this.folder = folder;
        this.mischief = mischief;
        this.javaOptions = javaOptions;
        this.database = database;
        this.crashes = crashes;
    }

    /**
     * @param more options of this node's Java
     * @param shards URLs of their databases, as this node reaches them
     */
    Node node(Layout.Spec spec, int port, int rtmPort, List<String> more, List<String> shards) throws IOException {
        Path data = folder.resolve(spec.name());
        Files.createDirectories(data);
        var java = new ArrayList<>(List.of("-Xmx400m", "-XX:TieredStopAtLevel=1"));
        java.addAll(javaOptions);
        java.addAll(mischief.options(folder, spec.name()));
        java.addAll(more);
        if (masterKey == null) masterKey = data.resolve("secrets/master-key").toAbsolutePath();
        else java.add("-Dhansard.keys.file=" + masterKey);
        List<String> command = program.command(java, mischief.jar(folder));
        command.addAll(
                List.of("--data", data.toString(), "--port", port + "", "--rtm-port", rtmPort + "", "--no-demo"));
        command.addAll(List.of("--config", settings(data, shards).toString()));
        if (!spec.roles().isEmpty()) command.add("--roles=" + spec.roles());
        return new Node(spec, data, port, command, crashes);
    }

    private Path settings(Path data, List<String> shards) throws IOException {
        var all = new StringBuilder(ServerProcess.LIMITS_OFF).append(TIGHT);
        for (int i = 0; i < shards.size(); i++) {
            String shard = "hansard.store.shards[" + i + "].";
            all.append(shard).append("url=").append(shards.get(i)).append('\n');
            all.append(shard).append("username=").append(database.username()).append('\n');
            all.append(shard).append("password=").append(database.password()).append('\n');
        }
        return Files.writeString(data.resolveSibling(data.getFileName() + ".properties"), all);
    }
}
