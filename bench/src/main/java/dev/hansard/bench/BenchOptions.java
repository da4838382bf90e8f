// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every scenario understands. */
public final class BenchOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Use this running server (on this machine) instead of starting one. Its rate limits must allow it.")
    @Nullable
    URI url;

    @Option(
            names = "--operator-token-file",
            paramLabel = "FILE",
            description = "File with that server's operator token.")
    @Nullable
    Path operatorTokenFile;

    @Option(names = "--heap", defaultValue = "1g", paramLabel = "SIZE", description = "Server's heap (default: 1g).")
    String heap = "1g";

    @Option(
            names = "--server-java-option",
            paramLabel = "OPTION",
            description = "A further option for the server's Java, for example -XX:+UseZGC. Repeatable.")
    List<String> serverJavaOptions = List.of();

    @Option(names = "--profile", description = "Record the server with JFR and show where its time goes.")
    boolean profile;

    @Option(names = "--warm-up", defaultValue = "20", paramLabel = "SECONDS", description = "Default: 20.")
    int warmUp = 20;

    @Option(
            names = "--settle",
            defaultValue = "0",
            paramLabel = "SECONDS",
            description =
                    "Warm up for at most so much longer, until the server's JVM has little left to compile (posting, "
                            + "reads, rooms; default: 0).")
    int settle;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            paramLabel = "SECONDS",
            description = "Length of each repetition (default: 10).")
    int seconds = 10;

    @Option(names = "--repetitions", defaultValue = "3", paramLabel = "N", description = "Default: 3.")
    int repetitions = 3;

    @Option(names = "--keep", description = "Keep the data folder under bench/target.")
    boolean keep;

    @Option(
            names = "--pin",
            description = "Keep the server and its database on one core, and this process on another (Linux).")
    boolean pin;

    @Option(
            names = "--growth",
            defaultValue = "0",
            paramLabel = "N",
            description =
                    "First store N times 20000 messages in 100 further channels of 500 further people (default: 0).")
    int growth;

    /** Further ones of {@code run}, which a scenario asks for. */
    List<String> serverArguments = List.of();

    private @Nullable Pinning pinning;

    Map<String, Object> asMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("heap", heap);
        map.put("warmUp", warmUp);
        if (settle > 0) map.put("settle", settle);
        map.put("seconds", seconds);
        map.put("repetitions", repetitions);
        map.put("running", url != null);
        map.put("pinned", pin);
        if (growth > 0) map.put("growth", growth);
        if (!serverJavaOptions.isEmpty()) map.put("serverJavaOptions", serverJavaOptions);
        return map;
    }

    /** What the commands of a server's processes begin with. With pinning, this process is on its own core from then on. */
    List<String> pinned() throws IOException, InterruptedException {
        if (!pin) return List.of();
        if (pinning == null) {
            pinning = Pinning.here();
            pinning.moveThisProcess();
        }
        return pinning.prefix();
    }

    /** The checkout that this jar was built in. */
    public static Path root() {
        try {
            Path place = Path.of(BenchOptions.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path folder = place; folder != null; folder = folder.getParent()) {
                if (folder.endsWith("bench") && folder.getParent() != null) return folder.getParent();
            }
            throw new IllegalStateException("the bench runs from bench/target/bench.jar, not from " + place);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
