// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.audit.proof.tlog.Checkpoint;
import dev.hansard.audit.proof.tlog.EntryBundle;
import dev.hansard.audit.proof.tlog.Hash;
import dev.hansard.audit.proof.tlog.Merkle;
import dev.hansard.audit.proof.tlog.NoteKeys;
import dev.hansard.audit.proof.tlog.Tile;
import dev.hansard.audit.proof.tlog.TileSource;
import dev.hansard.audit.proof.tlog.TreeReader;
import dev.hansard.audit.proof.verify.LogVerification;
import dev.hansard.bench.ExportWriter.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "proofs",
        mixinStandardHelpOptions = true,
        description = {
            "What the transparency log costs, and how fast proofs are made and checked.",
            "",
            "The same export goes in turn into a server that keeps a log and one that does not; the first of each is the "
                    + "warm-up."
        })
final class ProofsScenario extends Scenario {
    private static final int AUTHORS = 100;
    private static final int PROOFS = 50_000;

    @Option(names = "--messages", defaultValue = "40000", paramLabel = "N", description = "Default: 40000.")
    int messages = 40_000;

    @Override
    Map<String, Object> settings() {
        return Map.of("messages", messages);
    }

    @Override
    void run(Bed with, Results results) throws Exception {
        Path zip = generate(with.file("proofs.zip"));
        var rows = new ArrayList<Map<String, Object>>();
        List<String> before = options.serverJavaOptions;
        var off = new ArrayList<>(before);
        off.add("-Dhansard.proofs.enabled=false");
        options.serverJavaOptions = off;
        try (Bed without = Bed.make(options, "proofs-off")) {
            for (int i = 0; i <= options.repetitions; i++) {
                String run = i == 0 ? "warm-up" : "run " + i;
                rows.add(append(without, zip, "without", run, i));
                rows.add(append(with, zip, "with log", run, i));
                rows.subList(rows.size() - 2, rows.size()).forEach(row -> results.say("proofs " + row));
            }
        } finally {
            options.serverJavaOptions = before;
        }
        results.add("proofs-append", rows);
        results.add("proofs-check", check(with));
    }

    private static Map<String, Object> append(Bed bed, Path zip, String log, String run, int number)
            throws IOException, InterruptedException {
        AdminDoor admin = bed.admin();
        admin.settle();
        long before = admin.head();
        CpuTimes cpuBefore = bed.cpu();
        double logBefore = logSeconds(bed);
        long started = System.nanoTime();
        admin.importExport(zip, "Proofs " + number);
        double seconds = (System.nanoTime() - started) / 1e9;
        long events = admin.head() - before;
        for (JsonNode each = admin.logs(); each.path(0).path("lag").asLong() > 0; each = admin.logs()) {
            if (!each.path(0).path("halted").isNull()) throw new IOException("the log is halted: " + each);
            Thread.sleep(50);
        }
        double logged = (System.nanoTime() - started) / 1e9;
        admin.settle();
        CpuTimes cpu = bed.cpu().minus(cpuBefore);
        var row = new LinkedHashMap<String, Object>();
        row.put("log", log);
        row.put("run", run);
        row.put("events", events);
        row.put("seconds", seconds);
        row.put("events/s", events / seconds);
        row.put("logged after s", logged);
        row.put("server cpu s", cpu.server());
        row.put("db cpu s", cpu.database());
        row.put("log cpu us/event", (logSeconds(bed) - logBefore) * 1e6 / events);
        return row;
    }

    /** Of the thread that keeps the first shard's log: exact where a difference of two servers is a guess. */
    private static double logSeconds(Bed bed) {
        return CpuTimes.thread(bed.process().pid(), "proofs-0");
    }

    private static List<Map<String, Object>> check(Bed bed) throws IOException, InterruptedException {
        Path folder = bed.file("data").resolve("proofs/shard-0");
        TileSource files = TileSource.folder(folder);
        NoteKeys keys = NoteKeys.parse(Files.readString(folder.resolve("verifier-keys")));
        Checkpoint signed = keys.checkpoint(Files.readString(folder.resolve("checkpoint")));
        var rows = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 2; i++) {
            String run = i == 0 ? ", cold" : "";
            long started = System.nanoTime();
            boolean good =
                    new LogVerification(files, keys).run(null, count -> {}).isGood();
            rows.add(row("check the whole log" + run, good, signed.size(), started));
            proofs(files, signed, run, rows);
        }
        long started = System.nanoTime();
        boolean good = bed.admin().verifyRecord();
        rows.add(row("check every row", good, signed.size(), started));
        return rows;
    }

    private static void proofs(TileSource files, Checkpoint signed, String run, List<Map<String, Object>> rows)
            throws IOException {
        var tree = new TreeReader(files, signed.size());
        long[] indices = new Random(1).longs(PROOFS, 0, signed.size()).sorted().toArray();
        var proofs = new ArrayList<List<Hash>>(PROOFS);
        var leaves = new ArrayList<Hash>(PROOFS);
        long started = System.nanoTime();
        for (long index : indices) proofs.add(tree.inclusion(index, signed.size()));
        rows.add(row("make inclusion proofs" + run, true, PROOFS, started));
        for (long index : indices) leaves.add(leaf(files, index, signed.size()));
        started = System.nanoTime();
        boolean good = true;
        for (int i = 0; i < PROOFS; i++) {
            good &= Merkle.includes(signed.root(), signed.size(), leaves.get(i), indices[i], proofs.get(i));
        }
        rows.add(row("check inclusion proofs" + run, good, PROOFS, started));
    }

    private static Hash leaf(TileSource files, long index, long size) throws IOException {
        long bundle = index / Tile.WIDTH;
        var tile = new Tile(Tile.ENTRIES, bundle, (int) Math.min(Tile.WIDTH, size - bundle * Tile.WIDTH));
        int within = (int) (index % Tile.WIDTH);
        byte[] bytes = Objects.requireNonNull(files.read(tile.path()));
        return Hash.leaf(EntryBundle.parse(bytes, within + 1).get(within));
    }

    private static Map<String, Object> row(String what, boolean good, long count, long started) {
        double seconds = (System.nanoTime() - started) / 1e9;
        var row = new LinkedHashMap<String, Object>();
        row.put("what", what);
        row.put("good", Boolean.toString(good));
        row.put("count", count);
        row.put("seconds", seconds);
        row.put("per second", count / seconds);
        return row;
    }

    private Path generate(Path file) throws IOException {
        List<Integer> everybody = IntStream.range(0, AUTHORS).boxed().toList();
        try (var writer = new ExportWriter(file)) {
            writer.people(AUTHORS);
            writer.channels(List.of(
                    new Channel("C0PROOFSA", "first", everybody), new Channel("C0PROOFSB", "second", everybody)));
            writer.history("first", messages / 2, AUTHORS);
            writer.history("second", messages / 2, AUTHORS);
        }
        return file;
    }
}
