// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.tlog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Entries as {@code tile/entries} holds them: each after its length in two bytes, the high one first. */
public final class EntryBundle {
    public static final int MAX_ENTRY = 65_535;

    private EntryBundle() {}

    public static void append(ByteArrayOutputStream bundle, byte[] entry) {
        if (entry.length > MAX_ENTRY) throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
        bundle.write(entry.length >> 8);
        bundle.write(entry.length);
        bundle.writeBytes(entry);
    }

    /**
     * The first {@code count} entries.
     *
     * @throws Malformed when there are fewer
     */
    public static List<byte[]> parse(byte[] bundle, int count) {
        var bytes = ByteBuffer.wrap(bundle);
        var entries = new ArrayList<byte[]>(count);
        while (entries.size() < count) {
            if (bytes.remaining() < 2) throw new Malformed("it ends after " + entries.size() + " entries");
            int length = Short.toUnsignedInt(bytes.getShort());
            if (bytes.remaining() < length) throw new Malformed("it ends within entry " + entries.size());
            var entry = new byte[length];
            bytes.get(entry);
            entries.add(entry);
        }
        return entries;
    }

    /** How many bytes the first {@code entries} take. */
    public static int length(List<byte[]> entries) {
        return entries.stream().mapToInt(entry -> entry.length + 2).sum();
    }
}
