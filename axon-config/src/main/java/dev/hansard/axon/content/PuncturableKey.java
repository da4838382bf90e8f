// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is left of the keys of {@value #LEAVES} events: a binary tree in which each node's secret gives its two children's
 * (Goldreich, Goldwasser and Micali's construction with HMAC-SHA256), and the leaves are the events' keys. To take one leaf out, the
 * secrets on the way from the root to it are replaced by those of their other children: all other leaves can still be
 * derived, and nothing that is kept leads to that one. Immutable.
 */
final class PuncturableKey {
    static final int DEPTH = 10;
    static final int LEAVES = 1 << DEPTH;

    private static final int ENTRY_BYTES = 2 + Aes.KEY_BYTES;

    /** Secrets by node: the root is 1, the children of n are 2n and 2n+1. No node lies below another. */
    private final Map<Integer, byte[]> nodes;

    /** The secrets on the way to the leaf that was derived last; the next one is mostly beside it. */
    private volatile @Nullable Way last;

    private record Way(int node, byte[][] secrets) {}

    private PuncturableKey(Map<Integer, byte[]> nodes) {
        this.nodes = nodes;
    }

    static PuncturableKey random() {
        return new PuncturableKey(Map.of(1, Aes.random(Aes.KEY_BYTES)));
    }

    /** The key of the leaf, or null when it was taken out. */
    byte @Nullable [] leaf(int leaf) {
        int node = node(leaf);
        int start = cover(node);
        if (start == 0) return null;
        int levels = depth(node) - depth(start);
        var secrets = new byte[levels + 1][];
        int known = shared(node, start, secrets);
        if (known < 0) {
            secrets[0] = nodes.get(start);
            known = 0;
        }
        for (int level = known + 1; level <= levels; level++) {
            secrets[level] = Aes.hmac(secrets[level - 1], (byte) ((node >> (levels - level)) & 1));
        }
        last = new Way(node, secrets);
        return secrets[levels];
    }

    /** Copies what the last way has in common with this one; answers the last common level, -1 for none. */
    private int shared(int node, int start, byte[][] secrets) {
        Way before = last;
        if (before == null || before.secrets().length != secrets.length || cover(before.node()) != start) return -1;
        int levels = secrets.length - 1;
        int common = -1;
        for (int level = 0; level <= levels; level++) {
            if (node >> (levels - level) != before.node() >> (levels - level)) break;
            secrets[level] = before.secrets()[level];
            common = level;
        }
        return common;
    }

    boolean has(int leaf) {
        return cover(node(leaf)) != 0;
    }

    /** How many keys are left. */
    int left() {
        return nodes.keySet().stream().mapToInt(node -> LEAVES >> depth(node)).sum();
    }

    /** The same without these leaves. */
    PuncturableKey without(Collection<Integer> leaves) {
        var rest = new TreeMap<>(nodes);
        for (int leaf : leaves) {
            int node = node(leaf);
            int start = node;
            while (start > 0 && !rest.containsKey(start)) start >>= 1;
            if (start == 0) continue;
            byte[] secret = Objects.requireNonNull(rest.remove(start));
            for (int level = depth(node) - depth(start) - 1; level >= 0; level--) {
                int next = node >> level;
                rest.put(next ^ 1, Aes.hmac(secret, (byte) ((next ^ 1) & 1)));
                secret = Aes.hmac(secret, (byte) (next & 1));
            }
        }
        return new PuncturableKey(rest);
    }

    byte[] encoded() {
        var bytes = ByteBuffer.allocate(nodes.size() * ENTRY_BYTES);
        nodes.forEach((node, secret) -> bytes.putShort(node.shortValue()).put(secret));
        return bytes.array();
    }

    /** @throws IllegalArgumentException when these are not the bytes of a key */
    static PuncturableKey decoded(byte[] encoded) {
        if (encoded.length % ENTRY_BYTES != 0) throw new IllegalArgumentException("not a key");
        var nodes = new TreeMap<Integer, byte[]>();
        for (int at = 0; at < encoded.length; at += ENTRY_BYTES) {
            int node = ByteBuffer.wrap(encoded, at, 2).getShort();
            if (node < 1 || node >= 2 * LEAVES) throw new IllegalArgumentException("not a key");
            nodes.put(node, Arrays.copyOfRange(encoded, at + 2, at + ENTRY_BYTES));
        }
        return new PuncturableKey(nodes);
    }

    /** The node on the way to {@code node} whose secret is kept; 0 when there is none. */
    private int cover(int node) {
        int at = node;
        while (at > 0 && !nodes.containsKey(at)) at >>= 1;
        return at;
    }

    private static int node(int leaf) {
        if (leaf < 0 || leaf >= LEAVES) throw new IllegalArgumentException("no leaf " + leaf);
        return LEAVES + leaf;
    }

    private static int depth(int node) {
        return 31 - Integer.numberOfLeadingZeros(node);
    }
}
