// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.audit.proof.LeafProofs.Prover;
import dev.hansard.audit.proof.tlog.Checkpoint;
import dev.hansard.audit.proof.tlog.EntryBundle;
import dev.hansard.audit.proof.tlog.Hash;
import dev.hansard.audit.proof.tlog.InclusionPath;
import dev.hansard.audit.proof.tlog.Malformed;
import dev.hansard.audit.proof.tlog.ProofFile;
import dev.hansard.audit.proof.tlog.Tile;
import dev.hansard.audit.proof.tlog.TileSource;
import dev.hansard.audit.proof.tlog.TreeReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Proofs from a log's files. */
final class LogProver implements Prover {
    private static final int CACHED_BUNDLES = 64;

    private final TileSource files;
    private final TreeReader tree;
    private final Checkpoint checkpoint;
    private final String note;
    private final InclusionPath path;
    private final Map<Long, List<byte[]>> bundles = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<byte[]>> eldest) {
            return size() > CACHED_BUNDLES;
        }
    };

    /**
     * @param tree of which the tiles are there; may be larger than the checkpoint
     * @param checkpoint what to prove inclusion in
     */
    LogProver(TileSource files, TreeReader tree, Checkpoint checkpoint, String note) {
        this.files = files;
        this.tree = tree;
        this.checkpoint = checkpoint;
        this.note = note;
        this.path = new InclusionPath(tree, checkpoint.size(), checkpoint.root());
    }

    @Override
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    @Override
    public String note() {
        return note;
    }

    @Override
    public ProofFile prove(long position) {
        if (position < 1 || position > checkpoint.size()) {
            throw new IllegalArgumentException("the checkpoint covers positions 1 to " + checkpoint.size());
        }
        long index = position - 1;
        try {
            byte[] entry = entry(index);
            List<Hash> hashes = hashes(index, Hash.leaf(entry));
            if (hashes == null) {
                throw new ProofsUnavailable("the log's files do not prove position " + position + " any more");
            }
            return new ProofFile(entry, index, hashes, note);
        } catch (IOException | Malformed e) {
            throw new ProofsUnavailable("the log cannot be read: " + e.getMessage(), e);
        }
    }

    List<Hash> consistency(long earlier) {
        try {
            return tree.consistency(earlier, checkpoint.size());
        } catch (IOException | Malformed e) {
            throw new ProofsUnavailable("the log cannot be read: " + e.getMessage(), e);
        }
    }

    private synchronized @Nullable List<Hash> hashes(long index, Hash leaf) throws IOException {
        return path.prove(index, leaf);
    }

    private synchronized byte[] entry(long index) throws IOException {
        long bundle = index / Tile.WIDTH;
        List<byte[]> entries = bundles.get(bundle);
        if (entries == null) {
            int width = (int) Math.min(Tile.WIDTH, tree.size() - bundle * Tile.WIDTH);
            var tile = new Tile(Tile.ENTRIES, bundle, width);
            byte[] bytes = files.read(tile.path());
            if (bytes == null) bytes = files.read(tile.full().path());
            if (bytes == null) throw new Malformed(tile.path() + " is missing");
            entries = EntryBundle.parse(bytes, width);
            bundles.put(bundle, entries);
        }
        return entries.get((int) (index % Tile.WIDTH));
    }
}
