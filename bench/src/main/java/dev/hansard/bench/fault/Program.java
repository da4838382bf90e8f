// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The server's classes as a flat class path: the one that the launcher laid out if it is current, else the one that the server's tests make. */
record Program(List<String> java, String classPath) {
    private static final String MAIN = "dev.hansard.server.Hansard";

    /** @param root the checkout */
    static Program find(Path root) throws IOException, InterruptedException {
        Path jar = root.resolve("server/target/hansard.jar");
        if (!Files.exists(jar)) throw new IOException(jar + " is missing: build it with ./hansard test -pl server -am");
        Path laidOut = root.resolve("server/target/laid-out");
        var java = new ArrayList<>(List.of(
                javaProgram(),
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Daxoniq.update-checker.disabled=true"));
        if (isNewer(laidOut.resolve("done"), jar)) {
            Path cache = laidOut.resolve("hansard.aot");
            if (Files.exists(cache)) java.add("-XX:AOTCache=" + cache);
            return new Program(java, laidOut.resolve("hansard.jar").toString());
        }
        Path flat = root.resolve(
                "bench/target/flat-" + Files.getLastModifiedTime(jar).toMillis());
        if (!Files.exists(flat.resolve("done"))) {
            layOut(jar, flat);
            Files.createFile(flat.resolve("done"));
        }
        return new Program(java, flat.resolve("hansard.jar").toString());
    }

    /** Starts like the jar, with something more on the class path. */
    List<String> command(List<String> javaOptions, Path more) {
        var command = new ArrayList<>(java);
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", classPath + ':' + more, MAIN, "run"));
        return command;
    }

    private static void layOut(Path jar, Path flat) throws IOException, InterruptedException {
        int code = new ProcessBuilder(
                        javaProgram(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        flat + "")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) throw new IOException(jar + " cannot be laid out");
    }

    private static String javaProgram() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static boolean isNewer(Path file, Path than) throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) > 0;
    }
}
