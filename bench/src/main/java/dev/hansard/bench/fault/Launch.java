// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import dev.hansard.bench.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How the processes of one cluster are started. They share the first one's master key. */
final class Launch {
    /** Short, so that also a short run meets them: queues that overflow, and readers that are told to fetch the history. */
    private static final String TIGHT = """
            hansard.store.max-queued-appends=200
            hansard.rtm.resume.limit=400
            hansard.rtm.resume.recent=512
            """;

    private final Program program;
    private final Path folder;
    private final Mischief mischief;
    private final List<String> javaOptions;
    private final Path password;
    private final Path config;
    private final Consumer<String> crashes;
    private @Nullable Path masterKey;

    Launch(
            Program program,
            Path folder,
            Mischief mischief,
            List<String> javaOptions,
            Path password,
            Consumer<String> crashes)
            throws IOException {
        this.program = program;
        this.folder = folder;
        this.mischief = mischief;
        this.javaOptions = javaOptions;
        this.password = password;
        this.crashes = crashes;
        this.config = folder.resolve("faults.properties");
        Files.writeString(config, ServerProcess.LIMITS_OFF + TIGHT);
    }

    /** @param more options of this node's Java */
    Node node(Layout.Spec spec, int port, int rtmPort, List<String> more, String databaseUrl) throws IOException {
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
        command.addAll(List.of("--db-url", databaseUrl, "--db-user", "hansard", "--db-password-file", password + ""));
        command.addAll(List.of("--config", config.toString()));
        if (!spec.roles().isEmpty()) command.add("--roles=" + spec.roles());
        return new Node(spec, data, port, command, crashes);
    }
}
