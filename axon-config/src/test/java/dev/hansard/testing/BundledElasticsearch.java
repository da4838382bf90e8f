// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Elasticsearch from its zip, as a child process on the JDK of the tests. The server refuses to run as root, so then it
 * runs as nobody. It ends with this JVM: by a hook, and by the kernel when the JVM is killed.
 */
final class BundledElasticsearch implements TestElasticsearch.Server {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path home;
    private final Path run;
    private @Nullable Process launcher;
    private @Nullable Integer port;

    /** This machine cannot run it. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unfit(String why) {
            super(why);
        }
    }

    BundledElasticsearch(Path zip) throws IOException {
        if (ROOT && !Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            throw new Unfit("Elasticsearch does not run as root, and there is no setpriv to run it as somebody else");
        }
        Path place = ElasticsearchFiles.place(ROOT);
        ElasticsearchFiles.sweep(place);
        home = ElasticsearchFiles.unpacked(zip, place);
        run = Files.createDirectory(
                place.resolve("run-" + ProcessHandle.current().pid() + "-"
                        + UUID.randomUUID().toString().substring(0, 8)));
        for (String folder : List.of("data", "logs", "tmp")) Files.createDirectory(run.resolve(folder));
        ElasticsearchFiles.copy(home.resolve("config"), run.resolve("config"));
        if (ROOT) ElasticsearchFiles.giveToNobody(run);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        launch();
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public Optional<Path> files() {
        return Optional.of(run.resolve("data"));
    }

    @Override
    public void kill() {
        server().ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
        });
        Process process = launcher;
        launcher = null;
        if (process == null) return;
        process.destroyForcibly();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }

    @Override
    public void startAgain() {
        try {
            launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        kill();
        try {
            FileSystemUtils.deleteRecursively(run);
        } catch (IOException e) {
            System.out.println("TestElasticsearch: " + run + " stays behind: " + e);
        }
    }

    private Optional<ProcessHandle> server() {
        return ElasticsearchFiles.server(run);
    }

    private void launch() throws IOException {
        Files.deleteIfExists(run.resolve("logs/http.ports"));
        Files.deleteIfExists(run.resolve("pid"));
        var builder = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        run.resolve("output.txt").toFile()));
        var environment = builder.environment();
        environment.put("ES_JAVA_HOME", System.getProperty("java.home"));
        environment.put("ES_PATH_CONF", run.resolve("config").toString());
        environment.put("ES_TMPDIR", run.resolve("tmp").toString());
        environment.put("ES_JAVA_OPTS", "-Xms320m -Xmx320m -XX:TieredStopAtLevel=1");
        environment.remove("JAVA_TOOL_OPTIONS");
        Process process = startedByAThreadThatStays(builder);
        launcher = process;
        try {
            port = awaitPort(process);
            awaitAnswer(url(), process::isAlive);
        } catch (IllegalStateException e) {
            String said = Files.readString(run.resolve("output.txt"));
            close();
            throw new IllegalStateException(e.getMessage() + "\n" + said, e);
        }
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            // The launcher dies with us, and the server with the launcher.
            command.addAll(List.of("setpriv", "--pdeathsig", "KILL"));
            if (ROOT) command.addAll(List.of("--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.add(home.resolve("bin/elasticsearch").toString());
        command.addAll(List.of("-p", run.resolve("pid").toString()));
        for (String setting : List.of(
                "discovery.type=single-node",
                "xpack.security.enabled=false",
                "network.host=127.0.0.1",
                "http.port=" + (port == null ? "0" : port),
                "transport.port=0",
                "node.portsfile=true",
                "cluster.routing.allocation.disk.threshold_enabled=false",
                "path.data=" + run.resolve("data"),
                "path.logs=" + run.resolve("logs"))) {
            command.addAll(List.of("-E", setting));
        }
        return command;
    }

    /** The kernel's signal goes by the thread that forked, not by the process. */
    private static Process startedByAThreadThatStays(ProcessBuilder builder) throws IOException {
        var started = new CompletableFuture<Process>();
        Thread.ofPlatform().daemon().name("elasticsearch-parent").start(() -> {
            try {
                Process process = builder.start();
                started.complete(process);
                process.waitFor();
            } catch (IOException e) {
                started.completeExceptionally(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            return started.join();
        } catch (CompletionException e) {
            throw new IOException("Elasticsearch cannot be launched", e.getCause());
        }
    }

    private int awaitPort(Process process) throws IOException {
        Path ports = run.resolve("logs/http.ports");
        var deadline = Instant.now().plus(PATIENCE);
        while (!Files.exists(ports) || Files.size(ports) == 0) pause(deadline, process::isAlive);
        String first = Files.readAllLines(ports).getFirst();
        return Integer.parseInt(first.substring(first.lastIndexOf(':') + 1));
    }

    /** Until the cluster has a master and its indices are there. */
    static void awaitAnswer(URI url, BooleanSupplier alive) {
        var deadline = Instant.now().plus(PATIENCE);
        var request = HttpRequest.newBuilder(url.resolve("/_cluster/health?wait_for_status=yellow&timeout=1s"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            while (true) {
                try {
                    int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    if (status == 200) return;
                } catch (IOException e) {
                    if (!alive.getAsBoolean()) throw new IllegalStateException("Elasticsearch ended", e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
                pause(deadline, alive);
            }
        }
    }

    private static void pause(Instant deadline, BooleanSupplier alive) {
        if (!alive.getAsBoolean()) throw new IllegalStateException("Elasticsearch ended");
        if (Instant.now().isAfter(deadline)) throw new IllegalStateException("Elasticsearch does not start");
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
