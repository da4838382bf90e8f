// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.bench.load.Fleet;
import dev.hansard.server.HansardServer;
import dev.hansard.server.RunSettings;
import dev.hansard.server.ServerRole;
import dev.hansard.server.folder.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.util.FileSystemUtils;

/**
 * A whole server in this process, and a room whose connected members get {@link #POSTS} posts in a second. Not for its time: with
 * {@code -prof gc} it tells what a post allocates everywhere, read models, search and log included, and by how much that grows with
 * the members. Posting itself, here, allocates some 2 kB of it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Xmx1g",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Daxoniq.update-checker.disabled=true"
        })
@Warmup(iterations = 60)
@Measurement(iterations = 10)
public class RoomBenchmark {
    static final int POSTS = 200;

    private static final long PATIENCE_SECONDS = 60;

    /** How many are connected. */
    @Param({"1", "100", "1000"})
    public int members = 1;

    private @Nullable HansardServer server;
    private @Nullable Path folder;
    private @Nullable Bed bed;
    private @Nullable Fleet fleet;
    private @Nullable RoomLoad load;
    private RoomPlan plan = RoomPlan.one(1, 1);

    @Setup
    public void start() throws IOException, InterruptedException {
        Path data = Files.createDirectories(BenchOptions.root()
                .resolve("bench/target/room-" + ProcessHandle.current().pid()));
        folder = data;
        Path config = Files.writeString(data.resolve("bench.properties"), ServerProcess.LIMITS_OFF);
        var node = new RunSettings.Node(null, null, null, null, null);
        var roles = EnumSet.allOf(ServerRole.class);
        server = HansardServer.start(
                new RunSettings(data, null, null, node, "127.0.0.1", 0, 0, false, roles, false, config));
        var options = new BenchOptions();
        options.url = URI.create(Objects.requireNonNull(
                Objects.requireNonNull(RunningServer.in(data)).url()));
        options.operatorTokenFile = data.resolve("secrets/operator-token");
        Bed there = Bed.make(options, "room");
        plan = RoomPlan.one(members, RoomPlan.SENDERS);
        there.populate(members, plan.rooms());
        there.tokens(members);
        bed = there;
        load = new RoomLoad(true, there::cpu);
        fleet = new Fleet(members, 1, new RtmDoorman(there::url, there::known), load);
        fleet.open(0, members);
        if (!fleet.await(members, PATIENCE_SECONDS)) throw new IOException("not all members came in");
    }

    @Benchmark
    @OperationsPerInvocation(POSTS)
    public long posts() throws InterruptedException {
        RoomLoad.Outcome outcome = Objects.requireNonNull(load)
                .run(Objects.requireNonNull(fleet), plan.senders(), plan.sessions(), POSTS, 1, 0);
        if (outcome.missing() > 0) throw new IllegalStateException(outcome.missing() + " deliveries are missing");
        return outcome.deliveries();
    }

    /** JMH halts its process, so nothing would stop by itself. */
    @TearDown
    public void stop() throws IOException {
        if (fleet != null) fleet.close();
        if (bed != null) bed.close();
        if (server != null) server.close();
        if (folder != null) FileSystemUtils.deleteRecursively(folder);
    }
}
