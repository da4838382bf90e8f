// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.preservation;

/**
 * What becomes of a message, by the one order of precedence: legal hold, statutory minimum, request for erasure, end of
 * retention, deletion by a member.
 *
 * @param fate whether members see it, only reviewers do, or nobody any more
 * @param ground what decided it
 * @param waits whether it is to be erased as soon as what keeps it ends
 */
public record Disposition(Fate fate, Ground ground, boolean waits) {
    public enum Fate {
        SHOWN,
        /** Members do not see it; it is there for reviewers. */
        HIDDEN,
        ERASED
    }

    /** From the strongest to the weakest. */
    public enum Ground {
        HOLD,
        MINIMUM,
        REQUEST,
        RETENTION,
        DELETION,
        /** Nothing was said against it. */
        NONE
    }

    /**
     * How a message stands. Nothing here says in which order it came about, and none matters.
     *
     * @param held by an active hold
     * @param minimum younger than a statutory minimum
     * @param requested a request for its erasure is open
     * @param expired old enough to go under its retention rule
     * @param deleted by a member
     */
    public record Facts(boolean held, boolean minimum, boolean requested, boolean expired, boolean deleted) {}

    public static Disposition decide(Facts facts) {
        boolean due = facts.requested() || facts.expired();
        Fate kept = due || facts.deleted() ? Fate.HIDDEN : Fate.SHOWN;
        if (facts.held()) return new Disposition(kept, Ground.HOLD, due);
        if (facts.minimum()) return new Disposition(kept, Ground.MINIMUM, due);
        if (facts.requested()) return new Disposition(Fate.ERASED, Ground.REQUEST, false);
        if (facts.expired()) return new Disposition(Fate.ERASED, Ground.RETENTION, false);
        if (facts.deleted()) return new Disposition(Fate.HIDDEN, Ground.DELETION, false);
        return new Disposition(Fate.SHOWN, Ground.NONE, false);
    }
}
