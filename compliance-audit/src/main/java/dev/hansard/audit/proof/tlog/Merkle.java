// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks proofs as RFC 9162 sections 2.1.3.2 and 2.1.4.2 say. Needs nothing but the hashes. */
public final class Merkle {
    private Merkle() {}

    /**
     * The root that an inclusion proof leads to; null when the proof has not the length that index and size ask for.
     *
     * @param index of the leaf, from 0
     */
    public static @Nullable Hash root(Hash leaf, long index, long size, List<Hash> proof) {
        if (index < 0 || index >= size) return null;
        long node = index;
        long last = size - 1;
        Hash root = leaf;
        for (Hash sibling : proof) {
            if (last == 0) return null;
            if ((node & 1) == 1 || node == last) {
                root = Hash.node(sibling, root);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                root = Hash.node(root, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 ? root : null;
    }

    public static boolean includes(Hash root, long size, Hash leaf, long index, List<Hash> proof) {
        return root.equals(root(leaf, index, size, proof));
    }

    /** Whether the tree of {@code size} only goes on where the one of {@code earlierSize} ended. */
    public static boolean consistent(long earlierSize, Hash earlier, long size, Hash later, List<Hash> proof) {
        if (earlierSize < 0 || earlierSize > size) return false;
        if (earlierSize == size) return proof.isEmpty() && earlier.equals(later);
        if (earlierSize == 0) return proof.isEmpty() && earlier.equals(Hash.EMPTY_TREE);
        long node = earlierSize - 1;
        long last = size - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        boolean whole = Long.bitCount(earlierSize) == 1;
        if (!whole && proof.isEmpty()) return false;
        Hash first = whole ? earlier : proof.getFirst();
        Hash second = first;
        for (Hash sibling : whole ? proof : proof.subList(1, proof.size())) {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last) {
                first = Hash.node(sibling, first);
                second = Hash.node(sibling, second);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                second = Hash.node(second, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && first.equals(earlier) && second.equals(later);
    }
}
