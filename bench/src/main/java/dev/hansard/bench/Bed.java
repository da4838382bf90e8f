// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A server to load, with people and channels in it. */
final class Bed implements AutoCloseable {
    static final String WORKSPACE = "Bench";

    private static final int ASKING_AT_ONCE = 32;

    private final Path root = BenchOptions.root();
    private final BenchOptions options;
    private final Path folder;
    private final @Nullable ServerProcess server;
    private final Map<Integer, String> tokens = new ConcurrentHashMap<>();

    private Bed(BenchOptions options, String name) throws IOException, InterruptedException {
        this.options = options;
        Path target = root.resolve("bench/target");
        this.folder = Files.createDirectories(
                target.resolve("bed-" + name + '-' + ProcessHandle.current().pid()));
        if (options.url != null) {
            if (options.pin) throw new IOException("--pin is for servers that the bench starts: leave --url out");
            server = null;
            return;
        }
        // A session of its own, as the database has: Linux shares a core out by sessions, and now and again starves
        // the database when this process is in the server's.
        var program = new ArrayList<>(List.of("setsid"));
        program.addAll(options.pinned());
        Path jar = root.resolve("server/target/hansard.jar");
        if (!Files.exists(jar)) throw new IOException(jar + " is missing: build it with ./hansard test -pl server -am");
        var java = new ArrayList<String>();
        Path quick = root.resolve("server/target/laid-out");
        if (isNewer(quick.resolve("done"), jar)) {
            jar = quick.resolve("hansard.jar");
            Path cache = quick.resolve("hansard.aot");
            if (Files.exists(cache)) java.add("-XX:AOTCache=" + cache);
        }
        java.addAll(options.serverJavaOptions);
        if (options.profile) java.add(Profile.option(target.resolve("profile-" + name + ".jfr")));
        program.addAll(ServerProcess.java(jar, options.heap, java));
        server = new ServerProcess(program, Map.of(), folder.resolve("data"), options.serverArguments);
        server.start();
    }

    private static boolean isNewer(Path file, Path than) throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) > 0;
    }

    static Bed make(BenchOptions options, String name) throws IOException, InterruptedException {
        return new Bed(options, name);
    }

    URI url() {
        return options.url != null ? options.url : process().url();
    }

    ServerProcess process() {
        return Objects.requireNonNull(server, "this scenario starts its own server: leave --url out");
    }

    AdminDoor admin() throws IOException {
        if (server != null) return new AdminDoor(url(), server.operatorToken());
        Path file = Objects.requireNonNull(options.operatorTokenFile, "--url needs --operator-token-file");
        return new AdminDoor(url(), Files.readString(file).strip());
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Sets people and channels up; what is there already stays. */
    void populate(int people, List<ExportWriter.Channel> channels) throws IOException, InterruptedException {
        populate(people, channels, channel -> 0);
    }

    /** The same with messages of each channel's members in turn, as many as its number in the list is mapped to. */
    void populate(int people, List<ExportWriter.Channel> channels, IntUnaryOperator messages)
            throws IOException, InterruptedException {
        Path export = file("people.zip");
        try (var writer = new ExportWriter(export)) {
            writer.people(people);
            writer.channels(channels);
            for (int i = 0; i < channels.size(); i++) {
                ExportWriter.Channel each = channels.get(i);
                writer.history(each.name(), messages.applyAsInt(i), each.members());
            }
        }
        admin().importExport(export, WORKSPACE);
        admin().settle();
    }

    /** Fills the workspace with people, channels and messages that nobody looks at. */
    void store(int times) throws IOException, InterruptedException {
        Stored.fill(admin(), file("stored.zip"), times);
    }

    String token(int person) throws IOException, InterruptedException {
        String known = tokens.get(person);
        if (known != null) return known;
        String fresh = admin().userToken(WORKSPACE, ExportWriter.user(person));
        tokens.put(person, fresh);
        return fresh;
    }

    /** How many have a token. */
    int people() {
        return tokens.size();
    }

    /** A token that was asked for before. */
    String known(int person) {
        return Objects.requireNonNull(tokens.get(person), "no token");
    }

    /** Tokens of people 0 to {@code count}, asked for by several at once. */
    void tokens(int count) throws IOException, InterruptedException {
        AdminDoor admin = admin();
        var gate = new Semaphore(ASKING_AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                int person = i;
                if (tokens.containsKey(person)) continue;
                gate.acquire();
                threads.submit(() -> {
                    try {
                        return tokens.put(person, admin.userToken(WORKSPACE, ExportWriter.user(person)));
                    } finally {
                        gate.release();
                    }
                });
            }
        }
        if (tokens.size() < count)
            throw new IOException("only " + tokens.size() + " of " + count + " tokens were given");
    }

    CpuTimes cpu() {
        if (server == null) return CpuTimes.now(-1, -1);
        ProcessHandle database = server.database();
        return CpuTimes.now(server.pid(), database == null ? -1 : database.pid());
    }

    /** Seconds for which the server's threads whose names begin so ran or waited for a processor. */
    double demand(String threads) {
        return server == null ? 0 : CpuTimes.demand(server.pid(), threads);
    }

    @Override
    public void close() {
        if (server != null) server.close();
        if (options.keep) return;
        try (var all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
