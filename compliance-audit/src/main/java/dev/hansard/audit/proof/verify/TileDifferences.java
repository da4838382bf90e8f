// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.verify;

import dev.hansard.audit.proof.tlog.Hash;
import dev.hansard.audit.proof.tlog.Tile;
import dev.hansard.audit.proof.tlog.TileSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the stored tiles with those that the entries lead to. */
final class TileDifferences {
    private static final int MOST = 100_000;

    /** @param index of the hash within the tile; -1 when the file as a whole is missing or has the wrong length */
    record Difference(Tile tile, int index, String detail) {}

    private final TileSource files;
    private final long size;
    private final List<Difference> differences = new ArrayList<>();

    TileDifferences(TileSource files, long size) {
        this.files = files;
        this.size = size;
    }

    List<Difference> all() {
        return differences;
    }

    void compare(Tile tile, byte[] computed) throws IOException {
        byte[] stored = stored(tile);
        if (stored == null) {
            add(new Difference(tile, -1, "the file is missing"));
            return;
        }
        if (stored.length != computed.length) {
            add(new Difference(tile, -1, "the file has " + stored.length + " bytes instead of " + computed.length));
        }
        int common = Math.min(stored.length, computed.length) / Hash.BYTES;
        for (int i = 0; i < common; i++) {
            int at = i * Hash.BYTES;
            if (!Arrays.equals(stored, at, at + Hash.BYTES, computed, at, at + Hash.BYTES)) {
                add(new Difference(tile, i, "hash " + i));
            }
        }
    }

    private void add(Difference difference) {
        if (differences.size() < MOST) differences.add(difference);
    }

    byte @Nullable [] stored(Tile tile) throws IOException {
        byte[] stored = files.read(tile.path());
        if (stored != null || tile.isFull() || tile.full().isWithin(size)) return stored;
        byte[] full = files.read(tile.full().path());
        int length = tile.width() * Hash.BYTES;
        return full == null || full.length < length ? null : Arrays.copyOf(full, length);
    }
}
