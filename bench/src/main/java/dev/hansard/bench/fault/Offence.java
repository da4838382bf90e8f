// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

/** What must never happen, whatever fails. */
enum Offence {
    /** A post was acknowledged and is not in the history. */
    LOST(Kind.LOSS),
    /** The history has a message that a member who stayed, or resumed from the cursor, was never told of. */
    MISSED(Kind.LOSS),
    /** A reader was told of a message that the history does not have. */
    UNFOUNDED(Kind.LOSS),
    /** A reader was told of a message twice. */
    TOLD_TWICE(Kind.DUPLICATE),
    /** The history has a message twice. */
    KEPT_TWICE(Kind.DUPLICATE),
    /** A message came after a later one of its channel. */
    OUT_OF_ORDER(Kind.ORDER),
    /** The same message has another {@code ts} elsewhere. */
    ANOTHER_TS(Kind.ORDER),
    /** Two edges, or an edge and the store's rows, tell different histories. */
    HISTORIES_DIFFER(Kind.ORDER),
    /** A reader was told of what was said in a channel that it is not in, or of what nobody said. */
    NOT_FOR_THEM(Kind.OTHER),
    /** Positions or sequences of the store have gaps. */
    RECORD_BROKEN(Kind.OTHER),
    /** A process ended that nobody had touched. */
    CRASHED(Kind.OTHER);

    enum Kind {
        LOSS,
        DUPLICATE,
        ORDER,
        OTHER
    }

    private final Kind kind;

    Offence(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
