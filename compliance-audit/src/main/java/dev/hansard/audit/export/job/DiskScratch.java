// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.format.ExportFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room in the staging folder. */
final class DiskScratch extends ExportFiles.Scratch {
    private static final int BUFFER = 16_384;

    private final Path file;
    private final OutputStream out;

    DiskScratch(Path file, ExportSettings settings) throws IOException {
        this.file = file;
        this.out = new BufferedOutputStream(new GuardedOutput(file, settings), BUFFER);
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    @Override
    public InputStream read() throws IOException {
        out.close();
        return new BufferedInputStream(Files.newInputStream(file), BUFFER);
    }
}
