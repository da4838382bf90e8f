// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the commands of {@code ./hansard} that talk to a running server, each as a process of its own. */
public final class HansardCli {
    private final Path data;

    /** @param data the server's data folder */
    public HansardCli(Path data) {
        this.data = data;
    }

    /** @param out what it wrote to its standard output */
    public record Outcome(int code, String out) {}

    public Outcome run(String command, String... arguments) {
        Process process = start(command, arguments);
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES)) throw new IllegalStateException("does not end: " + command);
            return new Outcome(process.exitValue(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Returns at once; what it says goes to the returned process' output. */
    public Process start(String command, String... arguments) {
        var line = new ArrayList<String>();
        line.add(RunnableJar.java());
        line.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "--sun-misc-unsafe-memory-access=allow"));
        line.addAll(List.of("-jar", RunnableJar.flat().toString(), command));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--data", data.toString()));
        try {
            return new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
