// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

/** How a message's number travels, and how its {@code ts} is written. */
final class Messages {
    private static final String PREFIX = "fault-";

    private Messages() {}

    static String clientMsgId(int number) {
        return PREFIX + number;
    }

    /** -1 for a message that is none of ours. */
    static int number(String clientMsgId) {
        return clientMsgId.startsWith(PREFIX) ? Integer.parseInt(clientMsgId.substring(PREFIX.length())) : -1;
    }

    static long micros(String ts) {
        int dot = ts.indexOf('.');
        return Long.parseLong(ts.substring(0, dot)) * 1_000_000 + Long.parseLong(ts.substring(dot + 1));
    }

    static String ts(long micros) {
        return "%d.%06d".formatted(micros / 1_000_000, micros % 1_000_000);
    }
}
