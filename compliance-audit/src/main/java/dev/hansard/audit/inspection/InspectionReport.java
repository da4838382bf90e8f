// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.inspection;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an inspection of one shard's record found.
 *
 * @param head the last position that was inspected
 * @param events how many could be read
 * @param streams how many they belong to
 * @param found how many problems there are
 * @param problems the first of them, by position
 */
public record InspectionReport(
        int shard, long head, long events, long streams, long found, List<Problem> problems, Duration took) {

    /** What can be wrong with a record. */
    public enum Kind {
        /** A position between 1 and the head has no event. */
        POSITION_MISSING,
        /** An event lies beyond the head that the writer keeps. */
        BEYOND_HEAD,
        /** The stored row cannot be understood, or says that it belongs to another stream than the one it lies in. */
        UNREADABLE,
        /** A stream does not go on with its next sequence. */
        SEQUENCE_BROKEN,
        /** A message or notice has a ts that is not after all before it, or an imported one a ts that was taken. */
        TS_NOT_INCREASING,
        /** A reply, edit, deletion, reaction or pin is about a message that never was. */
        MESSAGE_MISSING,
        /** An edit, deletion, reaction or pin is about a message that was deleted before. */
        MESSAGE_DELETED
    }

    /**
     * @param position where; for a gap the first missing one
     * @param stream null where it is not known
     * @param sequence of the event in its stream, -1 where it is not known
     * @param detail ids and numbers, never what anybody wrote
     */
    public record Problem(
            Kind kind, long position, @Nullable String stream, long sequence, String detail) {}

    /** Nothing is wrong. */
    public boolean isSound() {
        return found == 0;
    }
}
