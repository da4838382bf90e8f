// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.testing;

import dev.hansard.server.folder.RunningServer;
import dev.hansard.server.folder.Secrets;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A real server process from {@code server/target/hansard.jar} on a data folder, to be stopped, killed and started again.
 * Listens on free ports. Needs the jar to be built, as it is when the {@code IT} tests run.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path data;
    private final List<String> javaOptions;
    private final List<String> options;
    private final Process process;
    private final Path output;

    private ServerProcess(Path data, List<String> javaOptions, List<String> options) {
        this.data = data;
        this.javaOptions = javaOptions;
        this.options = options;
        this.output = data.resolve("output.txt");
        this.process = launch();
    }

    /** What a server is to be started with. */
    public record Plan(Path data, List<String> javaOptions, List<String> options) {
        /** More options of {@code hansard run}. */
        public Plan with(String... more) {
            return new Plan(data, javaOptions, joined(options, more));
        }

        /** More options of Java, after those that favour a quick start; later ones win. */
        public Plan withJava(String... more) {
            return new Plan(data, joined(javaOptions, more), options);
        }

        /** Returns when the server answers. */
        public ServerProcess start() {
            return startAnyhow().awaitReady();
        }

        /** Returns at once. */
        public ServerProcess startAnyhow() {
            return new ServerProcess(data, javaOptions, options);
        }

        private static List<String> joined(List<String> first, String... more) {
            var all = new ArrayList<>(first);
            all.addAll(Arrays.asList(more));
            return List.copyOf(all);
        }
    }

    /** On a data folder of one's own; see {@link TestFolders}. */
    public static Plan on(Path data) {
        return new Plan(
                data,
                List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-Dhansard.database.redo-log=64MB"),
                List.of("--data", data.toString(), "--port", "0", "--rtm-port", "0"));
    }

    /** The same server again, after this one has ended. */
    public ServerProcess startAgain() {
        return new ServerProcess(data, javaOptions, options).awaitReady();
    }

    public Path data() {
        return data;
    }

    public URI url() {
        RunningServer running = RunningServer.in(data);
        if (running == null || running.url() == null) throw new IllegalStateException("not ready");
        return URI.create(running.url());
    }

    /** The base address for Slack SDKs. */
    public String apiUrl() {
        return url() + "/api/";
    }

    /** Of {@code olivia max mina botty}. */
    public String token(String handle) {
        try {
            var tokens = new Properties();
            tokens.load(new StringReader(secret(Secrets.DEMO_TOKENS)));
            return Objects.requireNonNull(tokens.getProperty(handle), handle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String operatorToken() {
        return secret(Secrets.OPERATOR_TOKEN);
    }

    public SlackApi api(String handle) {
        return new SlackApi(url(), token(handle));
    }

    /** Everything the process wrote to its terminal, over all its starts. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A subcommand about this server, such as {@code status}; answers what it wrote, both streams together. */
    public CommandResult command(String... arguments) {
        var command = new ArrayList<>(List.of(
                RunnableJar.java(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                RunnableJar.flat().toString()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("--data", data.toString()));
        try {
            Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new CommandResult(run.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public record CommandResult(int code, String output) {}

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The database processes on the data folder; one while the server runs, unless it was told to use another one. */
    public List<ProcessHandle> databases() {
        String folder = "--datadir=" + data.resolve("mariadb/data");
        return ProcessHandle.allProcesses()
                .filter(any -> any.info()
                        .arguments()
                        .map(arguments -> Arrays.asList(arguments).contains(folder))
                        .orElse(false))
                .toList();
    }

    /** As Ctrl-C or a service manager does it. Answers the exit code. */
    public int stop() {
        process.destroy();
        return awaitEnd();
    }

    /** {@code kill -9} of the server alone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** {@code kill -9} of the database alone. */
    public void killDatabase() {
        databases().forEach(ProcessHandle::destroyForcibly);
    }

    /** To the embedded database, while it runs. */
    public Connection connect() throws SQLException {
        String port = databases().getFirst().info().arguments().stream()
                .flatMap(Arrays::stream)
                .filter(argument -> argument.startsWith("--port="))
                .map(argument -> argument.substring("--port=".length()))
                .findFirst()
                .orElseThrow();
        String url = "jdbc:mysql://127.0.0.1:" + port + "/hansard?sslMode=DISABLED&allowPublicKeyRetrieval=true";
        return DriverManager.getConnection(url, "hansard", secret(Secrets.DATABASE_PASSWORD));
    }

    public int awaitEnd() {
        try {
            if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) return process.exitValue();
            throw new IllegalStateException("the server does not end:\n" + output());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public ServerProcess awaitReady() {
        return await(() -> {
            RunningServer running = RunningServer.in(data);
            return running != null && running.pid() == process.pid() && running.url() != null;
        });
    }

    /** Until the demo workspace has been set up, which waits for other nodes if there are any. */
    public ServerProcess awaitDemo() {
        return await(() -> Files.exists(data.resolve("secrets").resolve(Secrets.DEMO_TOKENS)));
    }

    private ServerProcess await(BooleanSupplier condition) {
        var deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) throw new IllegalStateException("the server ended:\n" + output());
            if (Instant.now().isAfter(deadline)) {
                close();
                throw new IllegalStateException("the server does not start:\n" + output());
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return this;
    }

    /** Ends what is left, without ceremony. */
    @Override
    public void close() {
        if (process.isAlive()) kill();
        killDatabase();
    }

    private Process launch() {
        var command = new ArrayList<String>();
        command.add(RunnableJar.java());
        command.addAll(List.of(
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Daxoniq.update-checker.disabled=true"));
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", RunnableJar.flat().toString(), "run"));
        command.addAll(options);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment()
                .putIfAbsent(
                        "HANSARD_DATABASE_PROGRAMS",
                        TestFolders.databasePrograms().toString());
        try {
            Files.createDirectories(data);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String secret(String name) {
        try {
            return Files.readString(data.resolve("secrets").resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
