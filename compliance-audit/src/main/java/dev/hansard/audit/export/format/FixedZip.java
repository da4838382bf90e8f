// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small ZIP whose bytes depend on its content alone: every entry has the same time. */
final class FixedZip extends ZipOutputStream {
    /** The first moment that a ZIP can tell. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    FixedZip(OutputStream out) {
        super(out, StandardCharsets.UTF_8);
    }

    void open(String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        putNextEntry(entry);
    }

    void add(String name, byte[] bytes) throws IOException {
        open(name);
        write(bytes);
        closeEntry();
    }
}
