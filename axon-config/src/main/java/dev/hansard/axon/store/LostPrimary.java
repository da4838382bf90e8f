// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Tells a pool that a connection leads to a server that takes no writes any more, as after a failover: whoever tries again
 * shall get a new connection, which leads to the new primary. Broken connections the pool knows by itself.
 */
public final class LostPrimary implements SQLExceptionOverride {
    /** The server runs with an option that forbids it, such as {@code read_only}. */
    private static final int OPTION_PREVENTS = 1290;

    private static final int READ_ONLY_TRANSACTION = 1792;
    private static final int READ_ONLY_MODE = 1836;
    private static final int SHUTTING_DOWN = 1053;

    private static final Set<Integer> CODES =
            Set.of(OPTION_PREVENTS, READ_ONLY_TRANSACTION, READ_ONLY_MODE, SHUTTING_DOWN);

    @java.lang.Override
    public Override adjudicate(SQLException e) {
        return CODES.contains(e.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
