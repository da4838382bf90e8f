// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/**
 * How long messages are kept.
 *
 * @param days age at which a message goes, for {@link Mode#DELETE_AFTER}; else 0
 * @param minimumDays age before which nothing is erased, whoever asks; 0 for none. Of all rules that apply to a
 *     conversation the longest counts
 */
public record RetentionRule(Mode mode, int days, int minimumDays) {
    /** Slack's three. */
    public enum Mode {
        /** Everything, with what was edited and deleted. */
        KEEP_ALL,
        /** Everything as it stands; earlier versions and deleted messages are erased. */
        KEEP_CURRENT,
        /** Messages and their revisions are erased when they are old enough. */
        DELETE_AFTER
    }

    /** Slack's bound, about a hundred years. */
    public static final int MAX_DAYS = 36_499;

    public static final RetentionRule KEEP = new RetentionRule(Mode.KEEP_ALL, 0, 0);

    public RetentionRule {
        boolean deletes = mode == Mode.DELETE_AFTER;
        if (deletes ? days < 1 || days > MAX_DAYS : days != 0) throw new IllegalArgumentException("days");
        if (minimumDays < 0 || minimumDays > MAX_DAYS) throw new IllegalArgumentException("minimumDays");
    }

    public static RetentionRule deleteAfter(int days) {
        return new RetentionRule(Mode.DELETE_AFTER, days, 0);
    }

    public RetentionRule withMinimum(int newDays) {
        return new RetentionRule(mode, days, newDays);
    }

    /** Whether something would be erased under this rule that {@code other} keeps. */
    public boolean erasesMoreThan(RetentionRule other) {
        return keptDays() < other.keptDays()
                || revisionDays() < other.revisionDays()
                || minimumDays < other.minimumDays;
    }

    private int keptDays() {
        return mode == Mode.DELETE_AFTER ? days : Integer.MAX_VALUE;
    }

    private int revisionDays() {
        return switch (mode) {
            case KEEP_ALL -> Integer.MAX_VALUE;
            case KEEP_CURRENT -> 0;
            case DELETE_AFTER -> days;
        };
    }
}
