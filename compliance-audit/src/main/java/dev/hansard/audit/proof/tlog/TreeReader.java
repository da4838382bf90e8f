// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads hashes and proofs from the tiles of a log. What it answers is as good as the tiles: check it against a signed
 * checkpoint. Throws {@link Malformed} where a tile is missing or too short.
 */
public final class TreeReader {
    private static final int CACHED_TILES = 512;

    private final TileSource tiles;
    private final long size;
    private final Map<Tile, TileNodes> cache = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Tile, TileNodes> eldest) {
            return size() > CACHED_TILES;
        }
    };

    /** @param size of a tree of which the tiles are there */
    public TreeReader(TileSource tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    public long size() {
        return size;
    }

    /** The root of the tree when it had {@code size} entries. */
    public Hash root(long size) throws IOException {
        within(size);
        return size == 0 ? Hash.EMPTY_TREE : range(0, size);
    }

    /** RFC 6962 section 2.1.1: what leads from the leaf to the root of the tree of {@code size}. */
    public List<Hash> inclusion(long index, long size) throws IOException {
        within(size);
        if (index < 0 || index >= size) throw new IllegalArgumentException("no entry " + index + " in " + size);
        var proof = new ArrayList<Hash>();
        long low = 0;
        long high = size;
        while (high - low > 1) {
            long middle = low + Long.highestOneBit(high - low - 1);
            if (index < middle) {
                proof.add(range(middle, high));
                high = middle;
            } else {
                proof.add(range(low, middle));
                low = middle;
            }
        }
        return List.copyOf(proof.reversed());
    }

    /** RFC 6962 section 2.1.2: that the tree of {@code later} begins with the one of {@code earlier}. */
    public List<Hash> consistency(long earlier, long later) throws IOException {
        within(later);
        if (earlier < 0 || earlier > later) throw new IllegalArgumentException(earlier + " is not before " + later);
        if (earlier == 0 || earlier == later) return List.of();
        var proof = new ArrayList<Hash>();
        long low = 0;
        long high = later;
        while (high != earlier) {
            long middle = low + Long.highestOneBit(high - low - 1);
            if (earlier <= middle) {
                proof.add(range(middle, high));
                high = middle;
            } else {
                proof.add(range(low, middle));
                low = middle;
            }
        }
        if (low != 0) proof.add(range(low, high));
        return List.copyOf(proof.reversed());
    }

    private void within(long size) {
        if (size < 0 || size > this.size) throw new IllegalArgumentException("the tree has no size " + size);
    }

    /** Of the subtree over these entries. */
    Hash range(long low, long high) throws IOException {
        long count = high - low;
        if (Long.bitCount(count) == 1) return node(Long.numberOfTrailingZeros(count), low / count);
        long middle = low + Long.highestOneBit(count - 1);
        return Hash.node(range(low, middle), range(middle, high));
    }

    private synchronized Hash node(int height, long index) throws IOException {
        int level = height / 8;
        int within = height % 8;
        long first = index << within;
        Tile tile = Tile.in(size, level, first / Tile.WIDTH);
        if (tile == null) throw new IllegalArgumentException("the tree has no node " + height + " " + index);
        TileNodes nodes = cache.get(tile);
        if (nodes == null) {
            nodes = new TileNodes(read(tiles, tile));
            cache.put(tile, nodes);
        }
        return nodes.node(within, (int) (first % Tile.WIDTH) >> within);
    }

    /** The tile's hashes; those of the full tile serve as well. */
    static byte[] read(TileSource tiles, Tile tile) throws IOException {
        byte[] hashes = tiles.read(tile.path());
        if (hashes == null && !tile.isFull()) hashes = tiles.read(tile.full().path());
        if (hashes == null) throw new Malformed(tile.path() + " is missing");
        int expected = tile.width() * Hash.BYTES;
        if (hashes.length < expected) {
            throw new Malformed(tile.path() + " has " + hashes.length + " bytes, not " + expected);
        }
        return hashes.length == expected ? hashes : java.util.Arrays.copyOf(hashes, expected);
    }
}
