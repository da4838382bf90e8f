// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves entries of one tree, each with a check that the proof leads to the root. Neighbours have most of their way to the
 * root in common, and what was read and checked for the last one is not read and checked again. Not safe for many threads.
 */
public final class InclusionPath {
    private final TreeReader tree;
    /** The subtrees around the last entry that was proved, the whole tree first. */
    private final List<Subtree> way = new ArrayList<>();

    /**
     * @param high the first entry beyond it
     * @param sibling the other half of the subtree around this one; null for the whole tree
     * @param hash checked to be in the tree
     */
    private record Subtree(long low, long high, @Nullable Hash sibling, Hash hash) {
        boolean has(long index) {
            return low <= index && index < high;
        }

        long middle() {
            return low + Long.highestOneBit(high - low - 1);
        }
    }

    /** @param root of the tree's first {@code size} entries, known to be right */
    public InclusionPath(TreeReader tree, long size, Hash root) {
        this.tree = tree;
        way.add(new Subtree(0, size, null, root));
    }

    /**
     * RFC 6962 section 2.1.1: what leads from the leaf to the root.
     *
     * @return null when tree and leaf do not lead there
     */
    public @Nullable List<Hash> prove(long index, Hash leaf) throws IOException {
        while (!way.getLast().has(index)) way.removeLast();
        Subtree known = way.getLast();
        var below = new ArrayList<Subtree>();
        for (Subtree at = known; at.high() - at.low() > 1; at = below.getLast()) {
            long middle = at.middle();
            // The hash is filled in on the way back.
            below.add(
                    index < middle
                            ? new Subtree(at.low(), middle, tree.range(middle, at.high()), leaf)
                            : new Subtree(middle, at.high(), tree.range(at.low(), middle), leaf));
        }
        Hash hash = leaf;
        for (int i = below.size() - 1; i >= 0; i--) {
            Subtree at = below.get(i);
            Hash sibling = java.util.Objects.requireNonNull(at.sibling());
            below.set(i, new Subtree(at.low(), at.high(), sibling, hash));
            long parent = i == 0 ? known.low() : below.get(i - 1).low();
            hash = at.low() == parent ? Hash.node(hash, sibling) : Hash.node(sibling, hash);
        }
        if (!hash.equals(known.hash())) return null;
        way.addAll(below);
        var proof = new ArrayList<Hash>(way.size());
        for (Subtree each : way.reversed()) if (each.sibling() != null) proof.add(each.sibling());
        return proof;
    }
}
