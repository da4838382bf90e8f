// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.load;

import java.nio.charset.StandardCharsets;

/** Something to find in a frame without parsing it. */
public final class Needle {
    private final byte[] bytes;

    public Needle(String ascii) {
        bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /** Where the text after the first occurrence begins; -1 if there is none. */
    public int after(byte[] frame, int length) {
        for (int i = 0; i <= length - bytes.length; i++) if (isAt(frame, i)) return i + bytes.length;
        return -1;
    }

    /** The same for the last occurrence, sought from the end. */
    public int afterLast(byte[] frame, int length) {
        for (int i = length - bytes.length; i >= 0; i--) if (isAt(frame, i)) return i + bytes.length;
        return -1;
    }

    /** The number that follows the first occurrence; -1 if there is none. */
    public long number(byte[] frame, int length) {
        int at = after(frame, length);
        if (at < 0) return -1;
        long value = 0;
        int i = at;
        for (; i < length && frame[i] >= '0' && frame[i] <= '9'; i++) value = value * 10 + (frame[i] - '0');
        return i == at ? -1 : value;
    }

    /** Where the text after it begins if it is at {@code at}; -1 if it is not. */
    public int afterIfAt(byte[] frame, int at, int length) {
        return at >= 0 && at + bytes.length <= length && isAt(frame, at) ? at + bytes.length : -1;
    }

    int length() {
        return bytes.length;
    }

    private boolean isAt(byte[] frame, int at) {
        for (int j = 0; j < bytes.length; j++) if (frame[at + j] != bytes[j]) return false;
        return true;
    }
}
