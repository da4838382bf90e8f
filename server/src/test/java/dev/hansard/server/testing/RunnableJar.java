// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The runnable jar, laid out flat. A start from nested jars takes 10 s of processor time, from flat ones 6 s, and tests
 * start many servers. Laid out once for each build of the jar, also when several test processes ask at once.
 */
final class RunnableJar {
    private static final Path TARGET = Path.of(System.getProperty("hansard.root", ".."), "server/target")
            .toAbsolutePath()
            .normalize();

    private RunnableJar() {}

    static Path flat() {
        Path jar = TARGET.resolve("hansard.jar");
        try {
            long built = Files.getLastModifiedTime(jar).toMillis();
            Path flat = TARGET.resolve("flat-" + built);
            Path done = flat.resolve("done");
            if (Files.exists(done)) return flat.resolve("hansard.jar");
            try (var channel = FileChannel.open(
                            TARGET.resolve("flat.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (held.isValid() && !Files.exists(done)) {
                    extract(jar, flat);
                    Files.createFile(done);
                }
            }
            return flat.resolve("hansard.jar");
        } catch (IOException e) {
            throw new UncheckedIOException("server/target/hansard.jar is missing: build it with mvn package", e);
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin/java").toString();
    }

    private static void extract(Path jar, Path flat) throws IOException {
        try {
            int code = new ProcessBuilder(
                            java(),
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--force",
                            "--destination",
                            flat.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) throw new IOException("the jar cannot be laid out");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
