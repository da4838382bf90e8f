// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP (PKWARE's APPNOTE 6.3, ZIP64 where needed) whose bytes depend on its content and its {@linkplain #point points}
 * alone, and that another process can go on with from each point. Its central directory waits on disk, so memory does not
 * grow with the number of entries.
 */
public final class RestartableZip extends OutputStream {
    private static final int SIZES_FOLLOW = 1 << 3;
    private static final int UTF_8 = 1 << 11;
    private static final int DEFLATED = 8;
    /** The first day that a ZIP can tell: every entry has the same time. */
    private static final int DAY = 1 << 5 | 1;

    private static final int PLAIN = 20;
    private static final int ZIP64 = 45;
    /** Names made elsewhere are taken for names in a code page of DOS by some tools, whatever their flags say. */
    private static final int UNIX = 3 << 8;

    private static final long LIMIT = 0xffff_ffffL;
    private static final int ENTRIES_LIMIT = 0xffff;

    private final OutputStream out;
    private final ExportFiles.Scratch directory;
    private final Deflater packer = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final Deflater keeper = new Deflater(Deflater.NO_COMPRESSION, true);
    private final byte[] buffer = new byte[65_536];
    private CRC32 crc = new CRC32();
    private long length;
    private long entries;
    private ZipPoint.@Nullable Open open;
    private long size;

    /** @param directory an empty file of its own */
    public RestartableZip(OutputStream out, ExportFiles.Scratch directory) {
        this.out = out;
        this.directory = directory;
    }

    /**
     * Goes on from a point; the output and the directory are where they were then.
     *
     * @param read has seen the data of the entry that was open
     */
    public void resume(ZipPoint point, CRC32 read) {
        length = point.length();
        entries = point.entries();
        open = point.open();
        size = open == null ? 0 : open.size();
        crc = read;
    }

    public void open(String name) throws IOException {
        open(name, false);
    }

    /** @param packed its content is compressed already */
    public void open(String name, boolean packed) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        long header = length;
        ByteBuffer local = buffer(30 + bytes.length).putInt(0x04034b50).putShort((short) PLAIN);
        fixed(local)
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .putShort((short) bytes.length)
                .putShort((short) 0);
        emit(local.put(bytes));
        crc = new CRC32();
        size = 0;
        open = new ZipPoint.Open(name, header, length, 0, packed);
    }

    public void add(String name, byte[] bytes) throws IOException {
        open(name);
        write(bytes);
        closeEntry();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (count == 0) return;
        crc.update(bytes, from, count);
        size += count;
        Deflater deflater = deflater();
        deflater.setInput(bytes, from, count);
        for (int n = deflater.deflate(buffer); n > 0; n = deflater.deflate(buffer)) emit(buffer, n);
    }

    public void closeEntry() throws IOException {
        ZipPoint.Open entry = java.util.Objects.requireNonNull(open, "no entry is open");
        Deflater deflater = deflater();
        deflater.finish();
        while (!deflater.finished()) emit(buffer, deflater.deflate(buffer));
        deflater.reset();
        long packed = length - entry.data();
        boolean big = size >= LIMIT || packed >= LIMIT;
        ByteBuffer descriptor = buffer(24).putInt(0x08074b50).putInt((int) crc.getValue());
        if (big) descriptor.putLong(packed).putLong(size);
        else descriptor.putInt((int) packed).putInt((int) size);
        emit(descriptor);
        list(entry, packed);
        entries++;
        open = null;
    }

    /**
     * From here another process can go on: everything is handed to the output, and what follows needs nothing of what was
     * before.
     */
    public ZipPoint point() throws IOException {
        if (open == null) return new ZipPoint(length, entries, null);
        Deflater deflater = deflater();
        int n;
        do {
            n = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
            emit(buffer, n);
        } while (n == buffer.length);
        deflater.reset();
        var now = new ZipPoint.Open(open.name(), open.header(), open.data(), size, open.packed());
        return new ZipPoint(length, entries, now);
    }

    /** Writes the directory; the output stays open. */
    public void finish() throws IOException {
        long start = length;
        try (InputStream in = directory.read(0)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) emit(buffer, n);
        }
        long bytes = length - start;
        if (start >= LIMIT || bytes >= LIMIT || entries >= ENTRIES_LIMIT) end64(start, bytes);
        int count = (int) Math.min(entries, ENTRIES_LIMIT);
        ByteBuffer end = buffer(22).putInt(0x06054b50).putInt(0);
        end.putShort((short) count).putShort((short) count);
        emit(end.putInt((int) Math.min(bytes, LIMIT))
                .putInt((int) Math.min(start, LIMIT))
                .putShort((short) 0));
        out.flush();
        packer.end();
        keeper.end();
    }

    /** Finishes, and closes the output. */
    @Override
    public void close() throws IOException {
        finish();
        out.close();
    }

    /** Lets go of everything without finishing it. */
    public void abandon() {
        packer.end();
        keeper.end();
    }

    private Deflater deflater() {
        return open != null && open.packed() ? keeper : packer;
    }

    private void list(ZipPoint.Open entry, long packed) throws IOException {
        byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
        ByteBuffer extra = buffer(28);
        if (size >= LIMIT) extra.putLong(size);
        if (packed >= LIMIT) extra.putLong(packed);
        if (entry.header() >= LIMIT) extra.putLong(entry.header());
        int extraBytes = extra.position() == 0 ? 0 : 4 + extra.position();
        int version = extraBytes == 0 ? PLAIN : ZIP64;
        ByteBuffer header = buffer(46 + name.length + extraBytes).putInt(0x02014b50);
        header.putShort((short) (UNIX | version)).putShort((short) version);
        fixed(header).putInt((int) crc.getValue());
        header.putInt((int) Math.min(packed, LIMIT)).putInt((int) Math.min(size, LIMIT));
        header.putShort((short) name.length).putShort((short) extraBytes).putShort((short) 0);
        boolean folder = entry.name().endsWith("/");
        header.putShort((short) 0).putShort((short) 0).putInt((folder ? 040755 : 0100644) << 16);
        header.putInt((int) Math.min(entry.header(), LIMIT)).put(name);
        if (extraBytes > 0)
            header.putShort((short) 1).putShort((short) extra.position()).put(extra.flip());
        directory.write(header.array(), 0, header.position());
    }

    private void end64(long start, long bytes) throws IOException {
        long end = length;
        ByteBuffer record = buffer(76).putInt(0x06064b50).putLong(44);
        record.putShort((short) ZIP64).putShort((short) ZIP64).putInt(0).putInt(0);
        record.putLong(entries).putLong(entries).putLong(bytes).putLong(start);
        emit(record.putInt(0x07064b50).putInt(0).putLong(end).putInt(1));
    }

    private static ByteBuffer fixed(ByteBuffer header) {
        return header.putShort((short) (SIZES_FOLLOW | UTF_8))
                .putShort((short) DEFLATED)
                .putShort((short) 0)
                .putShort((short) DAY);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void emit(ByteBuffer bytes) throws IOException {
        out.write(bytes.array(), 0, bytes.position());
        length += bytes.position();
    }

    private void emit(byte[] bytes, int count) throws IOException {
        out.write(bytes, 0, count);
        length += count;
    }
}
