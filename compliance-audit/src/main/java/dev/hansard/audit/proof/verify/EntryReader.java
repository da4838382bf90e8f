// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.verify;

import dev.hansard.audit.proof.Leaf;
import dev.hansard.audit.proof.tlog.EntryBundle;
import dev.hansard.audit.proof.tlog.Hash;
import dev.hansard.audit.proof.tlog.Malformed;
import dev.hansard.audit.proof.tlog.Tile;
import dev.hansard.audit.proof.tlog.TileSource;
import dev.hansard.audit.proof.verify.Finding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a log, bundle by bundle. Where entries are missing the tile's hash stands in for theirs, so that what
 * follows can still be checked.
 */
final class EntryReader {
    private final TileSource files;
    private final long size;
    private final Findings findings;

    EntryReader(TileSource files, long size, Findings findings) {
        this.files = files;
        this.size = size;
        this.findings = findings;
    }

    List<Hash> leaves(long index) throws IOException {
        Tile tile = tile(index);
        byte[] bytes = read(tile);
        List<byte[]> entries = bytes == null ? List.of() : parse(tile, bytes);
        var leaves = new ArrayList<Hash>(tile.width());
        for (byte[] entry : entries) {
            check(tile, first(index) + leaves.size(), entry);
            leaves.add(Hash.leaf(entry));
        }
        if (leaves.size() < tile.width()) standIn(index, leaves, tile.width());
        return leaves;
    }

    private byte @Nullable [] read(Tile tile) throws IOException {
        byte[] bytes = files.read(tile.path());
        if (bytes == null && !tile.isFull()) bytes = files.read(tile.full().path());
        if (bytes == null) {
            long last = first(tile.index()) + tile.width() - 1;
            boolean end = last == size;
            findings.add(
                    end ? Kind.TRUNCATED : Kind.FILE_MISSING,
                    tile.path(),
                    first(tile.index()),
                    null,
                    "the entries of positions " + first(tile.index()) + " to " + last + " are missing");
        }
        return bytes;
    }

    /** As many entries as can be read. */
    private List<byte[]> parse(Tile tile, byte[] bytes) {
        for (int count = tile.width(); ; count--) {
            try {
                List<byte[]> entries = EntryBundle.parse(bytes, count);
                if (count == tile.width() && isOwn(tile, bytes, entries)) {
                    int more = bytes.length - EntryBundle.length(entries);
                    if (more > 0) {
                        findings.add(Kind.ENTRY_ALTERED, tile.path(), more + " bytes were added at the file's end");
                    }
                }
                return entries;
            } catch (Malformed e) {
                if (count == tile.width()) {
                    findings.add(
                            Kind.ENTRY_ALTERED,
                            tile.path(),
                            "the file was cut off or a length changed: " + e.getMessage());
                }
            }
        }
    }

    /** Whether these are the tile's own bytes, not those of the full one. */
    private boolean isOwn(Tile tile, byte[] bytes, List<byte[]> entries) {
        try {
            return tile.isFull() || Arrays.equals(files.read(tile.path()), bytes) || entries.isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private void check(Tile tile, long position, byte[] entry) {
        try {
            Leaf leaf = Leaf.decode(entry);
            if (leaf.position() == position) return;
            findings.add(
                    Kind.ENTRY_ALTERED,
                    tile.path(),
                    position,
                    leaf.stream(),
                    "the entry says that it is the one of position " + leaf.position());
        } catch (Malformed e) {
            findings.add(Kind.ENTRY_ALTERED, tile.path(), position, null, e.getMessage());
        }
    }

    private void standIn(long index, List<Hash> leaves, int width) throws IOException {
        byte[] hashes = files.read(new Tile(0, index, width).path());
        for (int i = leaves.size(); i < width; i++) {
            int at = i * Hash.BYTES;
            boolean there = hashes != null && hashes.length >= at + Hash.BYTES;
            leaves.add(there ? Hash.of(Arrays.copyOfRange(hashes, at, at + Hash.BYTES)) : Hash.EMPTY_TREE);
        }
    }

    /** The stream that the entry at this position names, if it can be read. */
    @Nullable
    String stream(long position) throws IOException {
        long index = (position - 1) / Tile.WIDTH;
        byte[] bytes = files.read(tile(index).path());
        if (bytes == null) return null;
        try {
            int within = (int) ((position - 1) % Tile.WIDTH);
            return Leaf.decode(EntryBundle.parse(bytes, within + 1).get(within)).stream();
        } catch (Malformed e) {
            return null;
        }
    }

    private Tile tile(long index) {
        return new Tile(Tile.ENTRIES, index, (int) Math.min(Tile.WIDTH, size - index * Tile.WIDTH));
    }

    private static long first(long index) {
        return index * Tile.WIDTH + 1;
    }
}
