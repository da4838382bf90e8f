// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One server process, on fixed ports, that is stopped, killed and started again many times. */
final class Node {
    private static final long START_SECONDS = 120;
    private static final long STOP_SECONDS = 60;

    private final String name;
    private final boolean edge;
    private final Path data;
    private final int port;
    private final List<String> command;
    private final Consumer<String> crashes;
    private volatile @Nullable Process process;
    private volatile boolean touched = true;

    /** @param crashes told when the process ends by itself */
    Node(Layout.Spec spec, Path data, int port, List<String> command, Consumer<String> crashes) {
        this.name = spec.name();
        this.edge = spec.isEdge();
        this.data = data;
        this.port = port;
        this.command = command;
        this.crashes = crashes;
    }

    String name() {
        return name;
    }

    boolean isEdge() {
        return edge;
    }

    long pid() {
        Process running = process;
        return running == null ? -1 : running.pid();
    }

    /** Not by way of any line. */
    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path secret(String file) {
        return data.resolve("secrets").resolve(file);
    }

    Path data() {
        return data;
    }

    /** Returns when it answers. */
    void start() throws IOException, InterruptedException {
        Files.createDirectories(data);
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("server.out").toFile()))
                .start();
        process = started;
        touched = true;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!isReady(started.pid())) {
            if (!started.isAlive()) throw new IOException(name + " ended while starting; see " + data);
            if (System.nanoTime() > end) {
                kill();
                throw new IOException(name + " does not start; see " + data);
            }
            Thread.sleep(50);
        }
        touched = false;
        started.onExit().thenAccept(ended -> {
            if (!touched && process == ended) crashes.accept(name + " ended with " + ended.exitValue());
        });
    }

    /** Starts it until it stays: a dependency may be away. */
    void startPatiently() throws IOException, InterruptedException {
        IOException last = new IOException("never tried");
        for (int tries = 0; tries < 20; tries++) {
            try {
                start();
                return;
            } catch (IOException e) {
                last = e;
                Thread.sleep(500);
            }
        }
        throw last;
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        touched = true;
        Process running = process;
        if (running == null) return;
        running.destroyForcibly();
        running.waitFor();
    }

    /** SIGTERM; true if it then ended by itself in time. */
    boolean stop() throws InterruptedException {
        touched = true;
        Process running = process;
        if (running == null) return true;
        running.destroy();
        if (running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) return true;
        kill();
        return false;
    }

    private boolean isReady(long pid) {
        try (var lock = Files.newBufferedReader(data.resolve("lock"))) {
            var told = new Properties();
            told.load(lock);
            return Long.toString(pid).equals(told.getProperty("pid")) && told.getProperty("url") != null;
        } catch (IOException e) {
            return false;
        }
    }
}
