// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.job.ExportFailed.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes on their way to the disk: counted, and stopped before they take too much of it. */
final class GuardedOutput extends OutputStream {
    private static final long CHECK_EVERY = 4_000_000;

    private final FileChannel out;
    private final FileStore disk;
    private final long maxSize;
    private final long minFree;
    private long size;
    private long checked;

    /** @param kept how many bytes of the file stay; what is beyond is cut off */
    GuardedOutput(Path file, long kept, ExportSettings settings) throws IOException {
        this.out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (out.size() < kept) throw new IOException(file + " is shorter than it was");
        out.truncate(kept).position(kept);
        this.size = kept;
        this.disk = Files.getFileStore(file);
        this.maxSize = settings.maxSize().toBytes();
        this.minFree = settings.minFree().toBytes();
        requireRoom();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        size += length;
        if (size > maxSize) throw new ExportFailed(Reason.TOO_LARGE);
        if (size - checked >= CHECK_EVERY) requireRoom();
        try {
            var buffer = ByteBuffer.wrap(bytes, from, length);
            while (buffer.hasRemaining()) out.write(buffer);
        } catch (IOException e) {
            if (disk.getUsableSpace() < CHECK_EVERY) throw new ExportFailed(Reason.DISK_FULL);
            throw e;
        }
    }

    /** Returns when everything is on the disk for good. */
    void force() throws IOException {
        out.force(false);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void requireRoom() throws IOException {
        checked = size;
        if (disk.getUsableSpace() < minFree) throw new ExportFailed(Reason.DISK_FULL);
    }
}
