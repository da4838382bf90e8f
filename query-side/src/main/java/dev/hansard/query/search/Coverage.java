// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

/** How much of the record the index holds. */
@FunctionalInterface
public interface Coverage {
    /**
     * Whether searches may miss messages of the shard, as more was committed than is indexed within a moment: after a crash, or
     * while a large import or a new index is being taken in.
     */
    boolean isBehind(int shard);
}
