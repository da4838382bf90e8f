// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

/** Identity of a person or bot user within its workspace: {@code U} or {@code W} and upper-case base-36. */
public record UserId(String value) implements Comparable<UserId> {
    /** Slack's reserved author of notices and tombstones; never a member of anything. */
    public static final UserId SLACKBOT = new UserId("USLACKBOT");

    public UserId {
        Ids.require(value, "UW");
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
