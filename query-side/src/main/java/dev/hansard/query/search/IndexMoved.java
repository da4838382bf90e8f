// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

/**
 * The index is not where its writer believed: it was restored, deleted, or written by another process. The writer asks for
 * its position again and goes on from there.
 */
public final class IndexMoved extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param held the position that it holds */
    public IndexMoved(int shard, long expected, long held) {
        super("the index of shard " + shard + " is at " + held + ", not at " + expected);
    }
}
