// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

/** Which of a shard's indices is meant. */
public enum Generation {
    /** The one that is searched. */
    SERVING,
    /** The one that is filled beside it, to take over. */
    NEXT
}
