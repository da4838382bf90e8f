// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The right edge of a growing tree: all that is needed to go on with it. Not for several threads. */
public final class Frontier {
    /** Takes each tile as it becomes full. */
    @FunctionalInterface
    public interface Sink {
        void full(Tile tile, byte[] hashes) throws IOException;
    }

    private static final class Level {
        final byte[] hashes = new byte[Tile.WIDTH * Hash.BYTES];
        int width;
        long index;
    }

    private final List<Level> levels = new ArrayList<>();
    private long size;

    /** The edge of an empty tree. */
    public Frontier() {}

    /**
     * The edge of a stored tree.
     *
     * @throws Malformed when a tile is missing or has not the length that the size asks for
     */
    public static Frontier of(TileSource tiles, long size) throws IOException {
        var frontier = new Frontier();
        frontier.size = size;
        for (int level = 0; Tile.count(size, level) > 0; level++) {
            var edge = new Level();
            frontier.levels.add(edge);
            edge.index = Tile.count(size, level) / Tile.WIDTH;
            Tile tile = Tile.in(size, level, edge.index);
            if (tile == null) continue;
            byte[] hashes = TreeReader.read(tiles, tile);
            edge.width = tile.width();
            System.arraycopy(hashes, 0, edge.hashes, 0, tile.width() * Hash.BYTES);
        }
        return frontier;
    }

    public long size() {
        return size;
    }

    public void append(Hash leaf, Sink sink) throws IOException {
        push(0, leaf, sink);
        size++;
    }

    private void push(int number, Hash hash, Sink sink) throws IOException {
        if (number == levels.size()) levels.add(new Level());
        Level level = levels.get(number);
        hash.copyTo(level.hashes, level.width++);
        if (level.width < Tile.WIDTH) return;
        byte[] full = level.hashes.clone();
        sink.full(new Tile(number, level.index, Tile.WIDTH), full);
        level.width = 0;
        level.index++;
        push(number + 1, Hash.ofTile(full), sink);
    }

    /** Hands over the incomplete tiles. */
    public void partial(Sink sink) throws IOException {
        for (int number = 0; number < levels.size(); number++) {
            Level level = levels.get(number);
            if (level.width == 0) continue;
            byte[] hashes = Arrays.copyOf(level.hashes, level.width * Hash.BYTES);
            sink.full(new Tile(number, level.index, level.width), hashes);
        }
    }

    public Hash root() {
        Hash root = null;
        // From right to left: the smallest whole subtree is the rightmost.
        for (Level level : levels) {
            var nodes = new TileNodes(Arrays.copyOf(level.hashes, level.width * Hash.BYTES));
            for (int height = 0; height < 8; height++) {
                if ((level.width >> height & 1) == 0) continue;
                Hash left = nodes.node(height, (level.width >> height) - 1);
                root = root == null ? left : Hash.node(left, root);
            }
        }
        return root == null ? Hash.EMPTY_TREE : root;
    }
}
