// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of a log in the layout of c2sp.org/tlog-tiles: 256 hashes of one level, or the 256 entries below a tile of level 0.
 *
 * @param level 0 for the hashes of entries, {@link #ENTRIES} for the entries themselves
 * @param index from 0
 * @param width how many hashes or entries; 256 when it is full
 */
public record Tile(int level, long index, int width) {
    public static final int ENTRIES = -1;
    public static final int WIDTH = 256;

    private static final int MAX_LEVEL = 7;
    private static final Pattern PATH =
            Pattern.compile("tile/(entries|\\d)/((?:x\\d{3}/){0,5}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

    public Tile {
        if (level < ENTRIES || level > MAX_LEVEL || index < 0 || width < 1 || width > WIDTH) {
            throw new IllegalArgumentException("no tile " + level + " " + index + " " + width);
        }
    }

    /** How many full hashes of {@code level} a tree of {@code size} has. */
    static long count(long size, int level) {
        return size >> (8 * Math.max(level, 0));
    }

    /** The tile {@code index} of {@code level} as a tree of {@code size} has it; null when it has none. */
    static @Nullable Tile in(long size, int level, long index) {
        long width = Math.min(WIDTH, count(size, level) - index * WIDTH);
        return width <= 0 ? null : new Tile(level, index, (int) width);
    }

    /** The incomplete tiles of a tree of {@code size}, the entries first. */
    public static List<Tile> edge(long size) {
        var edge = new ArrayList<Tile>();
        for (int level = ENTRIES; level <= MAX_LEVEL; level++) {
            Tile tile = in(size, level, count(size, level) / WIDTH);
            if (tile != null) edge.add(tile);
        }
        return edge;
    }

    /** Every tile of a tree of {@code size} at {@code level}. */
    public static long tiles(long size, int level) {
        return (count(size, level) + WIDTH - 1) / WIDTH;
    }

    public boolean isFull() {
        return width == WIDTH;
    }

    /** The tile at this place when it is full. */
    public Tile full() {
        return new Tile(level, index, WIDTH);
    }

    /** Whether a tree of {@code size} has at least this much of the tile. */
    public boolean isWithin(long size) {
        Tile there = in(size, level, index);
        return there != null && there.width >= width;
    }

    /** Where the tile lies in the log. */
    public String path() {
        String folder = level == ENTRIES ? "tile/entries/" : "tile/" + level + "/";
        return folder + number() + (isFull() ? "" : ".p/" + width);
    }

    /** The folder of the incomplete stages of this tile. */
    public String partials() {
        String folder = level == ENTRIES ? "tile/entries/" : "tile/" + level + "/";
        return folder + number() + ".p";
    }

    private String number() {
        var number = new StringBuilder(String.format("%03d", index % 1_000));
        for (long rest = index / 1_000; rest > 0; rest /= 1_000) {
            number.insert(0, String.format("x%03d/", rest % 1_000));
        }
        return number.toString();
    }

    /** Null when it is not exactly the path of a tile. */
    public static @Nullable Tile parse(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) return null;
        int level = matcher.group(1).equals("entries") ? ENTRIES : Integer.parseInt(matcher.group(1));
        long index = Long.parseLong(matcher.group(2).replace("x", "").replace("/", ""));
        int width = matcher.group(3) == null ? WIDTH : Integer.parseInt(matcher.group(3));
        if (level > MAX_LEVEL || width > WIDTH) return null;
        var tile = new Tile(level, index, width);
        return tile.path().equals(path) ? tile : null;
    }
}
