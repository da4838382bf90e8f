// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A SHA-256 hash in a Merkle tree, RFC 6962 section 2.1. */
public final class Hash {
    public static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Hash::newDigest);

    /** Of the tree without entries. Made after the digest that it needs. */
    public static final Hash EMPTY_TREE = new Hash(sha256(new byte[0]));

    private final byte[] bytes;
    /** The same hash is in many proofs. */
    private @Nullable String text;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException unless there are 32 bytes */
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
        return new Hash(bytes.clone());
    }

    /** The {@code index}th of hashes that lie one after the other. */
    static Hash at(byte[] hashes, int index) {
        return new Hash(Arrays.copyOfRange(hashes, index * BYTES, (index + 1) * BYTES));
    }

    /** Of an entry: SHA-256(0x00 ‖ entry). */
    public static Hash leaf(byte[] entry) {
        MessageDigest digest = DIGEST.get();
        digest.update(LEAF);
        return new Hash(digest.digest(entry));
    }

    /** Of a node over two others: SHA-256(0x01 ‖ left ‖ right). */
    public static Hash node(Hash left, Hash right) {
        MessageDigest digest = DIGEST.get();
        digest.update(NODE);
        digest.update(left.bytes);
        return new Hash(digest.digest(right.bytes));
    }

    /** Halves {@code pairs} pairs of hashes into as many hashes of nodes. */
    static byte[] nodes(byte[] hashes, int pairs) {
        MessageDigest digest = DIGEST.get();
        var nodes = new byte[pairs * BYTES];
        for (int i = 0; i < pairs; i++) {
            digest.update(NODE);
            digest.update(hashes, 2 * i * BYTES, 2 * BYTES);
            byte[] node = digest.digest();
            System.arraycopy(node, 0, nodes, i * BYTES, BYTES);
        }
        return nodes;
    }

    /** Of the subtree over the 256 hashes of a full tile: the hash that stands for it in the tile above. */
    public static Hash ofTile(byte[] hashes) {
        return new TileNodes(hashes).node(8, 0);
    }

    /** Plain SHA-256, for what is named in an entry. */
    public static byte[] sha256(byte[] bytes) {
        return DIGEST.get().digest(bytes);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** @throws Malformed unless it is base64 of 32 bytes */
    public static Hash parse(String base64) {
        byte[] bytes = decode(base64);
        if (bytes.length != BYTES) throw new Malformed("a hash has 32 bytes, not " + bytes.length);
        return new Hash(bytes);
    }

    /** Only the one way to write these bytes is taken, so that no text can be changed without changing what it says. */
    static byte[] decode(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
            if (Base64.getEncoder().encodeToString(bytes).equals(base64)) return bytes;
        } catch (IllegalArgumentException e) {
            throw new Malformed("not base64: " + e.getMessage());
        }
        throw new Malformed("not canonical base64");
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    void copyTo(byte[] hashes, int index) {
        System.arraycopy(bytes, 0, hashes, index * BYTES, BYTES);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** In base64, as checkpoints and proofs write it. */
    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = Base64.getEncoder().encodeToString(bytes);
            text = known;
        }
        return known;
    }
}
