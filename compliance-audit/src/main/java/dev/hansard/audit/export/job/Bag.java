// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.format.ExportFiles;
import dev.hansard.audit.export.format.FixedZip;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A ZIP that holds one bag (RFC 8493) in a folder of the bag's name. Payload goes straight in; whatever must wait lies on
 * disk, so memory does not grow with the export.
 */
final class Bag implements ExportFiles {
    private static final int BUFFER = 65_536;

    private final String base;
    private final Path staging;
    private final ExportSettings settings;
    private final FixedZip zip;
    private final MessageDigest whole = newSha256();
    private final DiskScratch manifest;
    private final DiskScratch tagManifest;
    private final List<Spooled> spooled = new ArrayList<>();
    private int scratches;
    private long payloadBytes;
    private long payloadFiles;

    private record Spooled(String path, DiskScratch scratch) {}

    Bag(String base, Path staging, Path file, ExportSettings settings) throws IOException {
        this.base = base;
        this.staging = staging;
        this.settings = settings;
        var out = new BufferedOutputStream(new GuardedOutput(file, settings), BUFFER);
        this.zip = new FixedZip(new DigestOutputStream(out, whole));
        this.manifest = scratch();
        this.tagManifest = scratch();
    }

    @Override
    public OutFile file(String path) throws IOException {
        return new Entry("data/" + path, manifest, true);
    }

    @Override
    public OutputStream spool(String path) throws IOException {
        DiskScratch scratch = scratch();
        spooled.add(new Spooled(path, scratch));
        return scratch;
    }

    @Override
    public DiskScratch scratch() throws IOException {
        return new DiskScratch(staging.resolve("scratch-" + scratches++), settings);
    }

    /** A file about the payload, beside it. */
    OutFile tag(String path) throws IOException {
        return new Entry(path, tagManifest, false);
    }

    void tag(String path, String text) throws IOException {
        try (OutFile out = tag(path)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Puts everything spooled in; the payload is then whole. */
    void endPayload() throws IOException {
        for (Spooled each : spooled) {
            try (OutFile out = file(each.path());
                    InputStream in = each.scratch().read()) {
                in.transferTo(out);
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
        zip.close();
        return HexFormat.of().formatHex(whole.digest());
    }

    /** Lets go of the files without finishing any. */
    void abandon() {
        try {
            zip.close();
        } catch (IOException | RuntimeException e) {
            // It is thrown away in any case; what matters is that the file is closed.
        }
    }

    private String copy(DiskScratch from, String path, boolean listed) throws IOException {
        MessageDigest digest = newSha256();
        try (var in = new DigestInputStream(from.read(), digest)) {
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

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** One file of the ZIP while it is written. */
    private final class Entry extends OutFile {
        private final String path;
        private final DiskScratch list;
        private final boolean payload;
        private final MessageDigest digest = newSha256();
        private long size;
        private String hash = "";

        Entry(String path, DiskScratch list, boolean payload) throws IOException {
            this.path = path;
            this.list = list;
            this.payload = payload;
            zip.open(base + '/' + path);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            digest.update(bytes, from, length);
            size += length;
            zip.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            if (!hash.isEmpty()) return;
            zip.closeEntry();
            hash = HexFormat.of().formatHex(digest.digest());
            line(list, hash, path);
            if (payload) {
                payloadBytes += size;
                payloadFiles++;
            }
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public String sha256() {
            return hash;
        }
    }
}
