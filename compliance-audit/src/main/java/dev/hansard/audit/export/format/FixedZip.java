// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP whose bytes depend on its content alone: every entry has the same time. Grows to ZIP64 where needed. */
public final class FixedZip extends ZipOutputStream {
    /** The first moment that a ZIP can tell. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    public FixedZip(OutputStream out) {
        super(out, StandardCharsets.UTF_8);
    }

    public void open(String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        putNextEntry(entry);
    }

    public void add(String name, byte[] bytes) throws IOException {
        open(name);
        write(bytes);
        closeEntry();
    }
}
