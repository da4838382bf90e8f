// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof.verify;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong.
 *
 * @param place the file, or {@code record}
 * @param position of the event, 0 where it is not about one
 * @param stream the event's stream, null where it is not known
 * @param detail what is wrong, in plain words; ids and numbers, never what anybody wrote
 */
public record Finding(
        Kind kind, String place, long position, @Nullable String stream, String detail) {
    /** What can be wrong. */
    public enum Kind {
        /** A signed text was changed, is not signed by a trusted key, or cannot be read. */
        SIGNATURE,
        /** A checkpoint contradicts an earlier one. */
        INCONSISTENT,
        /** The log or the record ends before it should. */
        TRUNCATED,
        /** A file is missing. */
        FILE_MISSING,
        /** A file was changed. */
        FILE_ALTERED,
        /** A file is there that nothing tells of. */
        FILE_UNKNOWN,
        /** A hash in a tile was changed. */
        TILE_ALTERED,
        /** An entry of the log was changed. */
        ENTRY_ALTERED,
        /** Entries, tiles and signed root do not fit, and it cannot be told which were changed. */
        LOG_REWRITTEN,
        /** A row of the record is not the one that was logged. */
        ROW_ALTERED,
        /** A row that was logged is gone. */
        ROW_REMOVED,
        /** A row lies in the record that was never logged there. */
        ROW_INSERTED,
        /** Rows that were logged lie at other positions. */
        ROW_MOVED,
        /** A proof does not hold. */
        PROOF_WRONG
    }
}
