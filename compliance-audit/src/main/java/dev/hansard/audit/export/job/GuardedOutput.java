// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.job.ExportFailed.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes on their way to the disk: counted, and stopped before they take too much of it. */
final class GuardedOutput extends OutputStream {
    private static final long CHECK_EVERY = 4_000_000;

    private final OutputStream out;
    private final FileStore disk;
    private final long maxSize;
    private final long minFree;
    private long size;
    private long checked;

    GuardedOutput(Path file, ExportSettings settings) throws IOException {
        this.out = Files.newOutputStream(file);
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
            out.write(bytes, from, length);
        } catch (IOException e) {
            if (disk.getUsableSpace() < CHECK_EVERY) throw new ExportFailed(Reason.DISK_FULL);
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
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
