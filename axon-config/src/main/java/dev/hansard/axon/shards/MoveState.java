// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.shards;

/** How far a move is. */
public enum MoveState {
    /** Events are copied; the workspace is used as ever. */
    COPYING,
    /** What is written to the workspace waits while the last events are copied. */
    PAUSED,
    /** The workspace lies on the target; what the source has of it is kept until nobody reads it any more. */
    SWITCHED,
    /** The source lets go of what it has. */
    CLEARING,
    /** Nothing of the workspace is left at the source but what {@code docs/operations.md} names. */
    DONE,
    /** Halted by the operator before the switch; goes on when asked to. */
    STOPPED,
    /** Could not go on before the switch; the workspace is where it was. Goes on when asked to. */
    FAILED,
    /** Given up before the switch; the target lets go of what had arrived. */
    CANCELLING,
    /** Given up. */
    CANCELLED;

    /** Whether a process should work on it. */
    public boolean isUnderWay() {
        return switch (this) {
            case COPYING, PAUSED, SWITCHED, CLEARING, CANCELLING -> true;
            case DONE, STOPPED, FAILED, CANCELLED -> false;
        };
    }

    /** Whether nothing is left to do or undo. */
    public boolean isOver() {
        return this == DONE || this == CANCELLED;
    }
}
