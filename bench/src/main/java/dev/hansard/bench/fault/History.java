// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.util.Arrays;

/** A channel's messages in their order, oldest first, as somebody tells it. */
final class History {
    private int[] messages = new int[256];
    private long[] ts = new long[256];
    private int size;

    void add(int message, long at) {
        if (size == messages.length) {
            messages = Arrays.copyOf(messages, size * 2);
            ts = Arrays.copyOf(ts, size * 2);
        }
        messages[size] = message;
        ts[size++] = at;
    }

    int size() {
        return size;
    }

    int message(int index) {
        return messages[index];
    }

    /** Microseconds. */
    long ts(int index) {
        return ts[index];
    }

    /** The same from the other end: the Web API tells the newest first. */
    History reversed() {
        var turned = new History();
        for (int i = size - 1; i >= 0; i--) turned.add(messages[i], ts[i]);
        return turned;
    }
}
