// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

/** The clock for claims that lie in a database: its own, as the clocks of the processes may be wrong. */
public final class DatabaseClock {
    /** SQL for the moment at which the statement runs, epoch milliseconds. */
    public static final String NOW = "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)";

    private DatabaseClock() {}
}
