// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.format.ExportFiles;
import dev.hansard.audit.export.format.RestartableZip;
import dev.hansard.audit.export.format.ZipPoint;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP that holds one bag (RFC 8493) in a folder of the bag's name. Payload goes straight in, compressed in a thread of its
 * own; whatever must wait lies on disk, so memory does not grow with the export.
 *
 * <p>One that goes on from a {@link BagPoint} begins silent: whoever writes it does again what they did to open it, which
 * leads to the same files, and nothing is written until {@link #goOn}.
 */
final class Bag implements ExportFiles {
    private static final int BUFFER = 65_536;

    private final String base;
    private final Path staging;
    private final ExportSettings settings;
    private final @Nullable BagPoint from;
    private final GuardedOutput disk;
    private final OutputStream out;
    private final RestartableZip zip;
    private final Conveyor conveyor;
    private final MessageDigest whole;
    private final DiskScratch manifest;
    private final DiskScratch tagManifest;
    private final List<DiskScratch> scratches = new ArrayList<>();
    private final List<Spooled> spooled = new ArrayList<>();
    private @Nullable BagEntry current;
    private boolean silent;
    private long payloadBytes;
    private long payloadFiles;

    private record Spooled(String path, DiskScratch scratch) {}

    /** @param from where an earlier one came to in the same staging folder, or null */
    Bag(String base, Path staging, Path file, ExportSettings settings, @Nullable BagPoint from) throws IOException {
        this.base = base;
        this.staging = staging;
        this.settings = settings;
        this.from = from;
        this.silent = from != null;
        long kept = from == null ? 0 : from.zip().length();
        this.disk = new GuardedOutput(file, kept, settings);
        this.out = new BufferedOutputStream(disk, BUFFER);
        ZipReadBack read = from == null ? ZipReadBack.nothing() : ZipReadBack.of(file, from.zip());
        this.whole = read.whole();
        this.manifest = scratch();
        this.tagManifest = scratch();
        this.zip = new RestartableZip(new DigestOutputStream(out, whole), scratch());
        if (from != null) {
            payloadBytes = from.payloadBytes();
            payloadFiles = from.payloadFiles();
            zip.resume(from.zip(), read.crc());
            ZipPoint.Open open = from.zip().open();
            if (open != null) {
                current = new BagEntry(this, open.name().substring(base.length() + 1), read.entry(), open.size());
            }
        }
        this.conveyor = new Conveyor(Thread.currentThread().getName() + "-zip");
    }

    @Override
    public OutFile file(String path) throws IOException {
        return entry("data/" + path);
    }

    @Override
    public OutputStream spool(String path) throws IOException {
        DiskScratch scratch = scratch();
        spooled.add(new Spooled(path, scratch));
        return scratch;
    }

    @Override
    public DiskScratch scratch() throws IOException {
        int number = scratches.size();
        long kept = from == null || number >= from.scratches().size()
                ? 0
                : from.scratches().get(number);
        var scratch = new DiskScratch(staging.resolve("scratch-" + number), kept, settings, () -> silent);
        scratches.add(scratch);
        return scratch;
    }

    /** A file about the payload, beside it. */
    OutFile tag(String path) throws IOException {
        return entry(path);
    }

    void tag(String path, String text) throws IOException {
        try (OutFile out = tag(path)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private BagEntry entry(String path) throws IOException {
        if (!silent) {
            conveyor.put(() -> zip.open(base + '/' + path, path.endsWith(".zip")));
            BagEntry fresh = new BagEntry(this, path, BagEntry.newSha256(), 0);
            current = fresh;
            return fresh;
        }
        BagEntry goesOn = current;
        if (goesOn != null && goesOn.path().equals(path)) return goesOn;
        return new BagEntry(this, path, BagEntry.newSha256(), 0);
    }

    /** What was done to open it is done; from now on everything is written. */
    void goOn() {
        silent = false;
    }

    boolean isSilent() {
        return silent;
    }

    void write(byte[] bytes) throws IOException {
        conveyor.put(() -> zip.write(bytes));
    }

    void end(BagEntry entry) throws IOException {
        conveyor.put(zip::closeEntry);
        current = null;
        boolean payload = entry.path().startsWith("data/");
        line(payload ? manifest : tagManifest, entry.sha256(), entry.path());
        if (!payload) return;
        payloadBytes += entry.size();
        payloadFiles++;
    }

    /** Everything written so far is on the disk for good when this returns. */
    BagPoint point() throws IOException {
        if (current != null) current.flush();
        var reached = new AtomicReference<@Nullable ZipPoint>();
        conveyor.put(() -> reached.set(zip.point()));
        // The ZIP's own directory is one of them, and the other thread writes it.
        conveyor.drain();
        for (DiskScratch each : scratches) each.force();
        out.flush();
        disk.force();
        return new BagPoint(
                java.util.Objects.requireNonNull(reached.get()),
                scratches.stream().map(DiskScratch::length).toList(),
                payloadBytes,
                payloadFiles);
    }

    /** Puts everything spooled in; the payload is then whole. */
    void endPayload() throws IOException {
        for (Spooled each : spooled) {
            try (OutFile file = file(each.path());
                    InputStream in = each.scratch().read(0)) {
                in.transferTo(file);
            }
        }
        spooled.clear();
    }

    /** Bytes and number of the payload's files, as bag-info.txt tells them. */
    String oxum() {
        return payloadBytes + "." + payloadFiles;
    }

    /** Writes the manifests; answers the SHA-256 of the one over the payload and the one over the rest. */
    Manifests writeManifests() throws IOException {
        conveyor.drain();
        String payload = copy(manifest, "manifest-sha256.txt", true);
        String tags = copy(tagManifest, "tagmanifest-sha256.txt", false);
        return new Manifests(payload, tags);
    }

    /** @param payload and {@code tags}: lower-case hex SHA-256 of the manifest files */
    record Manifests(String payload, String tags) {}

    /** The last file, which no manifest can name. */
    void seal(String path, String text) throws IOException {
        zip.add(base + '/' + path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the ZIP; answers the lower-case hex SHA-256 of all its bytes. */
    String close() throws IOException {
        conveyor.stop();
        zip.close();
        for (DiskScratch each : scratches) each.release();
        return HexFormat.of().formatHex(whole.digest());
    }

    /** Lets go of the files without finishing any. */
    void abandon() {
        conveyor.stop();
        zip.abandon();
        try {
            disk.close();
            for (DiskScratch each : scratches) each.release();
        } catch (IOException e) {
            // It goes on from its last point or is thrown away; what matters is that the files are closed.
        }
    }

    private String copy(DiskScratch from, String path, boolean listed) throws IOException {
        MessageDigest digest = BagEntry.newSha256();
        try (var in = new DigestInputStream(from.read(0), digest)) {
            zip.open(base + '/' + path);
            in.transferTo(zip);
            zip.closeEntry();
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        if (listed) line(tagManifest, hash, path);
        return hash;
    }

    private static void line(OutputStream manifest, String hash, String path) throws IOException {
        manifest.write((hash + "  " + path + '\n').getBytes(StandardCharsets.UTF_8));
    }
}
