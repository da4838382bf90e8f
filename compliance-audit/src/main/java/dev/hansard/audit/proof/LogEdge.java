// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.audit.proof.tlog.Checkpoint;
import dev.hansard.audit.proof.tlog.EntryBundle;
import dev.hansard.audit.proof.tlog.Frontier;
import dev.hansard.audit.proof.tlog.Hash;
import dev.hansard.audit.proof.tlog.Malformed;
import dev.hansard.audit.proof.tlog.Tile;
import dev.hansard.axon.store.RawEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a log goes on: the incomplete tiles, the incomplete bundle of entries, and the last entry. */
final class LogEdge {
    private final int shard;
    private final LogFolder folder;
    private final Frontier frontier;
    private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    private byte @Nullable [] lastEntry;

    private LogEdge(int shard, LogFolder folder, Frontier frontier) {
        this.shard = shard;
        this.folder = folder;
        this.frontier = frontier;
    }

    static LogEdge empty(int shard, LogFolder folder) {
        return new LogEdge(shard, folder, new Frontier());
    }

    /** @throws LogHalted when the files do not lead to the checkpoint */
    static LogEdge read(int shard, LogFolder folder, Checkpoint checkpoint) throws IOException {
        try {
            var edge = new LogEdge(shard, folder, Frontier.of(folder, checkpoint.size()));
            if (!edge.frontier.root().equals(checkpoint.root())) {
                throw new LogHalted("the tiles of " + folder.root() + " do not lead to its checkpoint of size "
                        + checkpoint.size() + ": hansard verify says which one was changed");
            }
            edge.readEntries(checkpoint.size());
            return edge;
        } catch (Malformed e) {
            throw new LogHalted("the log in " + folder.root() + " is damaged: " + e.getMessage());
        }
    }

    private void readEntries(long size) throws IOException {
        if (size == 0) return;
        long index = (size - 1) / Tile.WIDTH;
        int width = (int) (size - index * Tile.WIDTH);
        List<byte[]> entries = entries(new Tile(Tile.ENTRIES, index, width));
        byte[] hashes = folder.read(new Tile(0, index, width).path());
        for (int i = 0; i < width; i++) {
            byte[] hash = Hash.leaf(entries.get(i)).bytes();
            int at = i * Hash.BYTES;
            if (hashes == null || !Arrays.equals(hash, 0, Hash.BYTES, hashes, at, at + Hash.BYTES)) {
                throw new Malformed("the entry of position " + (index * Tile.WIDTH + i + 1) + " was changed");
            }
        }
        lastEntry = entries.getLast();
        if (width < Tile.WIDTH) entries.forEach(entry -> EntryBundle.append(bundle, entry));
    }

    private List<byte[]> entries(Tile tile) throws IOException {
        byte[] bytes = folder.read(tile.path());
        if (bytes == null) throw new Malformed(tile.path() + " is missing");
        return EntryBundle.parse(bytes, tile.width());
    }

    long size() {
        return frontier.size();
    }

    Hash root() {
        return frontier.root();
    }

    /**
     * Takes the next row and answers its entry.
     *
     * @throws LogHalted when it is not the next one
     */
    byte[] append(RawEvent row) {
        byte[] entry = Leaf.of(shard, row).encode();
        requireUpTo(row.position() - 1);
        if (row.position() != size() + 1)
            throw new LogHalted("a row lies at position " + row.position() + ", where none belongs");
        EntryBundle.append(bundle, entry);
        lastEntry = entry;
        try {
            frontier.append(Hash.leaf(entry), folder::write);
            if (size() % Tile.WIDTH == 0) {
                folder.write(new Tile(Tile.ENTRIES, size() / Tile.WIDTH - 1, Tile.WIDTH), bundle.toByteArray());
                bundle.reset();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entry;
    }

    /** The entry of the last position; null for an empty log. */
    byte @Nullable [] lastEntry() {
        return lastEntry;
    }

    void requireUpTo(long position) {
        if (position > size()) {
            throw new LogHalted("the row at position " + (size() + 1) + " is missing from the record");
        }
    }

    /** Writes the incomplete tiles and entries. */
    void writePartials() throws IOException {
        frontier.partial(folder::write);
        int width = (int) (size() % Tile.WIDTH);
        if (width == 0) return;
        folder.write(new Tile(Tile.ENTRIES, size() / Tile.WIDTH, width), bundle.toByteArray());
    }
}
