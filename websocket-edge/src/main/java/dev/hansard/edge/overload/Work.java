// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.overload;

/** What a process does for its clients, the least important first. */
public enum Work {
    /** Who is typing, who is there. */
    NOTICES,
    SEARCH,
    /** Everything else that changes nothing. */
    READS,
    /** Posting and all other changes, and connecting. Never shed here: they are refused when the store's queue is full. */
    CHANGES
}
