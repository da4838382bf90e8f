// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the making of an export was.
 *
 * @param read all is read; what is left are the proofs
 * @param conversation the one it is in, or that ended last
 * @param within in the middle of it
 * @param open it has been begun in the export
 * @param ts of the last message that was read, in microseconds
 * @param before events of the conversations before it
 * @param writer the format's own state
 * @param proved bytes of the list of positions that are proved
 * @param proving the conversation whose proofs are under way, or null
 */
record RunPoint(
        boolean read,
        @Nullable String conversation,
        boolean within,
        boolean open,
        long ts,
        long before,
        long events,
        long items,
        long exceptions,
        List<ProcessingReport.Line> counts,
        byte[] writer,
        long proved,
        @Nullable String proving) {
    /** All is read, and so much is proved. */
    RunPoint proved(long bytes, String of) {
        return new RunPoint(
                true, conversation, false, false, ts, before, events, items, exceptions, counts, writer, bytes, of);
    }
}
