// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.format.ExportFiles.OutFile;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** One file of a bag while it is written. */
final class BagEntry extends OutFile {
    private static final int BLOCK = 65_536;

    private final Bag bag;
    private final String path;
    private final MessageDigest digest;
    private byte[] block = new byte[BLOCK];
    private int filled;
    private long size;
    private String hash = "";

    /**
     * @param digest has seen what was written of it before
     * @param size of that
     */
    BagEntry(Bag bag, String path, MessageDigest digest, long size) {
        this.bag = bag;
        this.path = path;
        this.digest = digest;
        this.size = size;
    }

    String path() {
        return path;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (bag.isSilent()) return;
        digest.update(bytes, from, length);
        size += length;
        int done = 0;
        while (done < length) {
            int n = Math.min(length - done, BLOCK - filled);
            System.arraycopy(bytes, from + done, block, filled, n);
            filled += n;
            done += n;
            if (filled == BLOCK) flush();
        }
    }

    /** Hands over what it has. Whoever flushes does so at places that depend on the content alone. */
    @Override
    public void flush() throws IOException {
        if (filled == 0) return;
        bag.write(filled == BLOCK ? block : Arrays.copyOf(block, filled));
        if (filled == BLOCK) block = new byte[BLOCK];
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        if (!hash.isEmpty() || bag.isSilent()) return;
        flush();
        hash = HexFormat.of().formatHex(digest.digest());
        bag.end(this);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String sha256() {
        return hash;
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
