// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** One file of the archive while it is unpacked: never more than it promised, and at its end exactly that. */
final class CheckedEntry extends FilterInputStream {
    private final long size;
    private final long crc;
    private final CRC32 seen = new CRC32();
    private long count;

    CheckedEntry(InputStream in, ZipEntry entry) {
        super(in);
        this.size = entry.getSize();
        this.crc = entry.getCrc();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n = super.read(into, offset, length);
        if (n > 0) {
            count += n;
            if (count > size) throw new IOException("longer than promised");
            seen.update(into, offset, n);
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(n, 8_192)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Reads what is left; throws if the whole is not what the archive promised (the JDK does not check this). */
    void verify() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        if (count != size || seen.getValue() != crc) throw new IOException("not what was promised");
    }
}
