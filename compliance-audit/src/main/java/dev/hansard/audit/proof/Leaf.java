// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import dev.hansard.audit.proof.tlog.Hash;
import dev.hansard.audit.proof.tlog.Malformed;
import dev.hansard.axon.store.RawEvent;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the log holds of an event: where and when it happened, and the hashes of the rest. Never what anybody wrote: the
 * content's hash is that of its sealed bytes. The exact bytes are in {@code docs/proofs.md}.
 *
 * @param atMicros microseconds since the epoch
 * @param subject ts of the message it is about, in microseconds
 * @param onceKey as the row has it, 16 bytes
 * @param meta SHA-256 of the column, as are {@code facts} and {@code content}
 * @param content null where the row has none, or has it from before content was sealed
 */
public record Leaf(
        int shard,
        long position,
        String workspace,
        String stream,
        long sequence,
        String type,
        int revision,
        long atMicros,
        @Nullable Long subject,
        byte @Nullable [] onceKey,
        byte[] meta,
        byte[] facts,
        byte @Nullable [] content) {
    private static final byte VERSION = 1;
    private static final int SUBJECT = 1;
    private static final int ONCE_KEY = 2;
    private static final int CONTENT = 4;
    private static final int ONCE_BYTES = 16;
    private static final int MAX_BYTES = 512;

    public static Leaf of(int shard, RawEvent row) {
        Leaf departed = DepartedLeaf.of(shard, row);
        if (departed != null) return departed;
        byte[] content = sealed(row.content());
        return new Leaf(
                shard,
                row.position(),
                row.workspace(),
                row.stream(),
                row.sequence(),
                row.type(),
                row.revision(),
                row.atMicros(),
                row.subject(),
                row.onceKey(),
                Hash.sha256(row.meta()),
                Hash.sha256(row.facts()),
                content == null ? null : Hash.sha256(content));
    }

    /** Null for what was stored before content was sealed: its hash would tell of it, and its erasure has to change the row. */
    private static byte @Nullable [] sealed(byte @Nullable [] content) {
        return content == null || content.length > 0 && content[0] == '{' ? null : content;
    }

    /** The one form of these values; numbers are big-endian. */
    public byte[] encode() {
        var bytes = ByteBuffer.allocate(MAX_BYTES);
        bytes.put(VERSION).putShort((short) shard).putLong(position);
        text(bytes, workspace);
        text(bytes, stream);
        bytes.putLong(sequence);
        text(bytes, type);
        bytes.putShort((short) revision).putLong(atMicros);
        int there =
                (subject == null ? 0 : SUBJECT) | (onceKey == null ? 0 : ONCE_KEY) | (content == null ? 0 : CONTENT);
        bytes.put((byte) there);
        if (subject != null) bytes.putLong(subject);
        if (onceKey != null) bytes.put(onceKey);
        bytes.put(meta).put(facts);
        if (content != null) bytes.put(content);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static void text(ByteBuffer bytes, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.UTF_8);
        bytes.put((byte) ascii.length).put(ascii);
    }

    /** @throws Malformed unless the bytes are exactly those of a leaf */
    public static Leaf decode(byte[] entry) {
        var bytes = ByteBuffer.wrap(entry);
        try {
            if (bytes.get() != VERSION) throw new Malformed("an entry of an unknown version");
            int shard = Short.toUnsignedInt(bytes.getShort());
            long position = bytes.getLong();
            String workspace = text(bytes);
            String stream = text(bytes);
            long sequence = bytes.getLong();
            String type = text(bytes);
            int revision = bytes.getShort();
            long at = bytes.getLong();
            int there = bytes.get();
            if ((there & ~(SUBJECT | ONCE_KEY | CONTENT)) != 0) throw new Malformed("an entry with unknown flags");
            Long subject = (there & SUBJECT) == 0 ? null : bytes.getLong();
            byte[] once = (there & ONCE_KEY) == 0 ? null : take(bytes, ONCE_BYTES);
            byte[] meta = take(bytes, Hash.BYTES);
            byte[] facts = take(bytes, Hash.BYTES);
            byte[] content = (there & CONTENT) == 0 ? null : take(bytes, Hash.BYTES);
            if (bytes.hasRemaining()) throw new Malformed("an entry with bytes after its end");
            return new Leaf(
                    shard, position, workspace, stream, sequence, type, revision, at, subject, once, meta, facts,
                    content);
        } catch (BufferUnderflowException e) {
            throw new Malformed("an entry that ends too early");
        }
    }

    private static String text(ByteBuffer bytes) {
        return new String(take(bytes, Byte.toUnsignedInt(bytes.get())), StandardCharsets.UTF_8);
    }

    private static byte[] take(ByteBuffer bytes, int count) {
        var taken = new byte[count];
        bytes.get(taken);
        return taken;
    }

    /** The same event at another position. */
    public Leaf at(long other) {
        return new Leaf(
                shard, other, workspace, stream, sequence, type, revision, atMicros, subject, onceKey, meta, facts,
                content);
    }

    /** The names of the columns in which the other differs; empty when it is the same. */
    public List<String> differences(Leaf other) {
        var names = new ArrayList<String>();
        if (shard != other.shard) names.add("shard");
        if (position != other.position) names.add("position");
        if (!workspace.equals(other.workspace)) names.add("workspace");
        if (!stream.equals(other.stream)) names.add("stream");
        if (sequence != other.sequence) names.add("sequence");
        if (!type.equals(other.type)) names.add("type");
        if (revision != other.revision) names.add("revision");
        if (atMicros != other.atMicros) names.add("at");
        if (!Objects.equals(subject, other.subject)) names.add("subject");
        if (!Arrays.equals(onceKey, other.onceKey)) names.add("once_key");
        if (!Arrays.equals(meta, other.meta)) names.add("meta");
        if (!Arrays.equals(facts, other.facts)) names.add("facts");
        if (!Arrays.equals(content, other.content)) names.add("content");
        return names;
    }
}
