// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The real server as a process of its own, with its own database process, on a data folder under bench/target. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    private final List<String> program;
    private final Map<String, String> environment;
    private final Path data;
    private final List<String> arguments;
    private @Nullable Process process;
    private @Nullable URI url;

    /**
     * @param program what is given the command {@code run}; it must become the server, not start it
     * @param environment beside what this process has
     * @param arguments further ones of {@code run}
     */
    ServerProcess(List<String> program, Map<String, String> environment, Path data, List<String> arguments) {
        this.program = program;
        this.environment = environment;
        this.data = data;
        this.arguments = arguments;
    }

    /** The program of a jar. */
    static List<String> java(Path jar, String heap, List<String> options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseCompactObjectHeaders",
                "-XX:MetaspaceSize=192m",
                "-XX:MaxTenuringThreshold=2",
                "-XX:SurvivorRatio=1",
                "-XX:MaxGCPauseMillis=20",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Daxoniq.update-checker.disabled=true",
                "-Xms" + heap,
                "-Xmx" + heap));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /** Returns when it answers. */
    void start() throws IOException, InterruptedException {
        Files.createDirectories(data);
        Path config = data.resolve("bench.properties");
        Files.writeString(config, LIMITS_OFF);
        var command = new ArrayList<>(program);
        command.addAll(List.of("run", "--data", data.toString(), "--port", "0", "--rtm-port", "0"));
        command.addAll(List.of("--no-demo", "--config", config.toString()));
        command.addAll(arguments);
        Path log = data.resolve("server.out");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process started = builder.start();
        process = started;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        for (url = published(started.pid()); url == null; url = published(started.pid())) {
            if (!started.isAlive()) throw new IOException("the server ended while starting; see " + log);
            if (System.nanoTime() > deadline) {
                close();
                throw new IOException("the server does not start; see " + log);
            }
            Thread.sleep(10);
        }
    }

    URI url() {
        return Objects.requireNonNull(url, "not started");
    }

    String operatorToken() throws IOException {
        return Files.readString(data.resolve("secrets/operator-token")).strip();
    }

    String databasePassword() throws IOException {
        return Files.readString(data.resolve("secrets/database-password")).strip();
    }

    long pid() {
        return Objects.requireNonNull(process, "not started").pid();
    }

    /** The database's process; null while there is none. */
    @Nullable
    ProcessHandle database() {
        String mine = "--datadir=" + data.resolve("mariadb/data");
        return ProcessHandle.allProcesses()
                .filter(each -> arguments(each.pid()).contains(mine))
                .findFirst()
                .orElse(null);
    }

    int databasePort() {
        ProcessHandle database = Objects.requireNonNull(database(), "no database runs");
        return arguments(database.pid()).stream()
                .filter(each -> each.startsWith("--port="))
                .mapToInt(each -> Integer.parseInt(each.substring(7)))
                .findFirst()
                .orElseThrow();
    }

    /** The garbage collector in use; the JVM chooses another one for a single core. */
    String collector() throws IOException, InterruptedException {
        String flags = Inside.jcmd(pid(), "VM.flags");
        for (String name : List.of("Serial", "Parallel", "G1", "Z", "Shenandoah")) {
            if (flags.contains("-XX:+Use" + name + "GC")) return name;
        }
        return "unknown";
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        Process running = Objects.requireNonNull(process, "not started");
        running.destroyForcibly();
        running.waitFor();
        url = null;
    }

    @Override
    public void close() {
        Process running = process;
        if (running == null) return;
        running.destroy();
        try {
            if (!running.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) running.destroyForcibly();
            ProcessHandle orphan = database();
            if (orphan != null) orphan.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable URI published(long pid) {
        try (var lock = Files.newBufferedReader(data.resolve("lock"))) {
            var told = new Properties();
            told.load(lock);
            boolean mine = Long.toString(pid).equals(told.getProperty("pid"));
            String address = told.getProperty("url");
            return mine && address != null ? URI.create(address) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static List<String> arguments(long pid) {
        try {
            return Arrays.asList(Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .split("\0", -1));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Limits protect a server from a client like this one. */
    public static final String LIMITS_OFF = """
            hansard.edge.limits.tier1=100000000
            hansard.edge.limits.tier2=100000000
            hansard.edge.limits.tier3=100000000
            hansard.edge.limits.tier4=100000000
            hansard.edge.limits.special=100000000
            hansard.edge.limits.posting=100000000
            hansard.edge.limits.posting-per-channel=100000000
            hansard.rtm.inbound.frames-per-second=1000000
            hansard.rtm.inbound.burst=1000000
            hansard.rtm.sessions-per-person=1000
            """;
}
