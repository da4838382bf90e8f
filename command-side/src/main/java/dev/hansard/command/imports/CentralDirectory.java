// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** How large the archive's list of files is; the JDK reads all of it into memory before one can ask. */
final class CentralDirectory {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int SIZE_OFFSET = 12;
    private static final int MAX_COMMENT = 0xFFFF;

    private CentralDirectory() {}

    /** In bytes; -1 if the file does not end like a ZIP archive. */
    static long size(Path zip) throws IOException {
        try (var file = new RandomAccessFile(zip.toFile(), "r")) {
            int length = (int) Math.min(file.length(), END_BYTES + MAX_COMMENT);
            var tail = new byte[length];
            file.seek(file.length() - length);
            file.readFully(tail);
            ByteBuffer end = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = length - END_BYTES; at >= 0; at--) {
                if (end.getInt(at) == END_SIGNATURE) return end.getInt(at + SIZE_OFFSET) & 0xFFFF_FFFFL;
            }
            return -1;
        }
    }
}
