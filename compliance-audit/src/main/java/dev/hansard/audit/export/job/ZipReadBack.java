// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.format.ZipPoint;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads what there is of a ZIP, so that hashes over it can go on.
 *
 * @param whole has seen all bytes
 * @param entry has seen the data of the entry that is open, as has {@code crc}
 */
record ZipReadBack(MessageDigest whole, MessageDigest entry, CRC32 crc) {
    private static final int BUFFER = 65_536;

    static ZipReadBack nothing() {
        return new ZipReadBack(BagEntry.newSha256(), BagEntry.newSha256(), new CRC32());
    }

    static ZipReadBack of(Path file, ZipPoint point) throws IOException {
        ZipReadBack read = nothing();
        ZipPoint.Open open = point.open();
        long data = open == null ? point.length() : open.data();
        var inflater = new Inflater(true);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            var buffer = new byte[BUFFER];
            for (long at = 0; at < point.length(); ) {
                long end = at < data ? data : point.length();
                int n = in.read(buffer, 0, (int) Math.min(buffer.length, end - at));
                if (n < 0) throw new EOFException("the staged export ends at " + at);
                read.whole.update(buffer, 0, n);
                if (at >= data) read.inflate(inflater, buffer, n);
                at += n;
            }
            if (open != null && inflater.getBytesWritten() != open.size()) {
                throw new IOException("the staged export is not what it was");
            }
        } catch (DataFormatException e) {
            throw new IOException("the staged export is damaged", e);
        } finally {
            inflater.end();
        }
        return read;
    }

    private void inflate(Inflater inflater, byte[] packed, int length) throws DataFormatException {
        var plain = new byte[BUFFER];
        inflater.setInput(packed, 0, length);
        for (int n = inflater.inflate(plain); n > 0; n = inflater.inflate(plain)) {
            entry.update(plain, 0, n);
            crc.update(plain, 0, n);
        }
    }
}
