// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.format.ExportFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;

/** Room in the staging folder. */
final class DiskScratch extends ExportFiles.Scratch {
    private static final int BUFFER = 16_384;

    private final Path file;
    private final GuardedOutput disk;
    private final OutputStream out;
    private final BooleanSupplier silent;
    private long length;
    private long forced;

    /**
     * @param kept bytes that are there from before
     * @param silent while it is true, what is written is there already
     */
    DiskScratch(Path file, long kept, ExportSettings settings, BooleanSupplier silent) throws IOException {
        this.file = file;
        this.length = kept;
        this.forced = kept;
        this.silent = silent;
        this.disk = new GuardedOutput(file, kept, settings);
        this.out = new BufferedOutputStream(disk, BUFFER);
    }

    @Override
    public void write(int b) throws IOException {
        if (silent.getAsBoolean()) return;
        length++;
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (silent.getAsBoolean()) return;
        length += count;
        out.write(bytes, from, count);
    }

    @Override
    public long length() {
        return length;
    }

    /** Returns when everything is on the disk for good. */
    void force() throws IOException {
        if (length == forced) return;
        out.flush();
        disk.force();
        forced = length;
    }

    /** The file stays open: it can be read, and goes on growing, until {@link #release}. */
    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Writers close what they write to; it is read all the same. */
    @Override
    public void close() throws IOException {
        out.flush();
    }

    @Override
    public InputStream read(long from) throws IOException {
        out.flush();
        FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
        return new BufferedInputStream(Channels.newInputStream(in.position(from)), BUFFER);
    }

    void release() throws IOException {
        disk.close();
    }
}
