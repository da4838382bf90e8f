// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.verify;

import dev.hansard.audit.proof.tlog.Checkpoint;
import dev.hansard.audit.proof.tlog.Frontier;
import dev.hansard.audit.proof.tlog.Hash;
import dev.hansard.audit.proof.tlog.Malformed;
import dev.hansard.audit.proof.tlog.Tile;
import dev.hansard.audit.proof.tlog.TileSource;
import dev.hansard.audit.proof.verify.Finding.Kind;
import dev.hansard.audit.proof.verify.TileDifferences.Difference;
import java.io.IOException;
import java.util.Arrays;

/**
 * Where entries and tiles differ: tells which of the two was changed. Those are true that lead to the signed root; a tile is
 * true when the hash of it in the true tile above says so.
 */
final class Attribution {
    private final TileSource files;
    private final Checkpoint signed;
    private final EntryReader entries;
    private final TileDifferences differences;
    private final Findings findings;

    Attribution(
            TileSource files, Checkpoint signed, EntryReader entries, TileDifferences differences, Findings findings) {
        this.files = files;
        this.signed = signed;
        this.entries = entries;
        this.differences = differences;
        this.findings = findings;
    }

    /** @param entriesAreTrue whether the entries lead to the signed root */
    void report(boolean entriesAreTrue) throws IOException {
        if (entriesAreTrue) {
            for (Difference each : differences.all()) tileAltered(each);
            return;
        }
        if (!edgeIsTrue()) {
            unknown();
            return;
        }
        for (Difference each : differences.all()) {
            if (!isTrue(each.tile())) tileAltered(each);
            else if (each.tile().level() == 0 && each.index() >= 0) entryAltered(each);
        }
    }

    private void tileAltered(Difference each) {
        Tile tile = each.tile();
        if (each.index() < 0) {
            findings.add(Kind.TILE_ALTERED, tile.path(), each.detail());
            return;
        }
        long span = 1L << (8 * tile.level());
        long first = (tile.index() * Tile.WIDTH + each.index()) * span + 1;
        String events = span == 1 ? "position " + first : "positions " + first + " to " + (first + span - 1);
        findings.add(Kind.TILE_ALTERED, tile.path(), first, null, each.detail() + ", of " + events + ", was changed");
    }

    private void entryAltered(Difference each) throws IOException {
        long position = each.tile().index() * Tile.WIDTH + each.index() + 1;
        String path = new Tile(Tile.ENTRIES, each.tile().index(), each.tile().width()).path();
        findings.add(
                Kind.ENTRY_ALTERED,
                path,
                position,
                entries.stream(position),
                "the entry of position " + position + " is not the one that was signed");
    }

    private void unknown() {
        findings.add(
                Kind.LOG_REWRITTEN,
                "checkpoint",
                differences.all().isEmpty()
                        ? "entries and tiles fit each other, but not the signed root: the log was rewritten after it was"
                                + " signed, or the checkpoint is the one of another state"
                        : "neither the entries nor the tiles lead to the signed root: both were changed");
        for (Difference each : differences.all()) {
            findings.add(
                    Kind.LOG_REWRITTEN,
                    each.tile().path(),
                    each.tile().level() == 0 && each.index() >= 0
                            ? each.tile().index() * Tile.WIDTH + each.index() + 1
                            : 0,
                    null,
                    each.detail() + " does not fit what is below it");
        }
    }

    private boolean edgeIsTrue() throws IOException {
        try {
            return Frontier.of(files, signed.size()).root().equals(signed.root());
        } catch (Malformed e) {
            return false;
        }
    }

    private boolean isTrue(Tile tile) throws IOException {
        if (!tile.isFull()) return true;
        byte[] stored = differences.stored(tile);
        Tile above = parent(tile);
        byte[] hashes = differences.stored(above);
        if (stored == null || hashes == null || stored.length != Tile.WIDTH * Hash.BYTES) return false;
        int at = (int) (tile.index() % Tile.WIDTH) * Hash.BYTES;
        boolean fits = hashes.length >= at + Hash.BYTES
                && Arrays.equals(Hash.ofTile(stored).bytes(), Arrays.copyOfRange(hashes, at, at + Hash.BYTES));
        return fits && isTrue(above);
    }

    private Tile parent(Tile tile) {
        long index = tile.index() / Tile.WIDTH;
        long width = (signed.size() >> (8 * (tile.level() + 1))) - index * Tile.WIDTH;
        return new Tile(tile.level() + 1, index, (int) Math.min(Tile.WIDTH, width));
    }
}
