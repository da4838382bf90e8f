// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.util.Arrays;
import java.util.BitSet;

/** Every message that somebody tried to post, by number: channel, fate and when it was first sent. Not synchronized. */
final class Posts {
    private short[] channels = new short[1_024];
    private long[] ts = new long[1_024];
    private long[] sentNanos = new long[1_024];
    private final BitSet acked = new BitSet();
    private int count;

    /** Answers the number. */
    int add(int channel, long nanos) {
        if (count == channels.length) {
            channels = Arrays.copyOf(channels, count * 2);
            ts = Arrays.copyOf(ts, count * 2);
            sentNanos = Arrays.copyOf(sentNanos, count * 2);
        }
        channels[count] = (short) channel;
        sentNanos[count] = nanos;
        return count++;
    }

    int count() {
        return count;
    }

    boolean isKnown(int message) {
        return message >= 0 && message < count;
    }

    int channel(int message) {
        return channels[message];
    }

    long sentNanos(int message) {
        return sentNanos[message];
    }

    void ack(int message) {
        acked.set(message);
    }

    BitSet acked() {
        return acked;
    }

    /** What anybody was told first; 0 while nobody was. */
    long ts(int message) {
        return ts[message];
    }

    void tell(int message, long value) {
        if (ts[message] == 0) ts[message] = value;
    }
}
