// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import dev.hansard.axon.process.ReadModels;
import dev.hansard.axon.store.Shards.Shard;
import dev.hansard.axon.store.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/** Reads the trail's tables that serve now. Work holds a connection and must not ask the event log meanwhile. */
@Component
class TrailTables {
    /** SQLSTATE of a table that is gone: a rebuilt read model took over between naming the table and reading it. */
    private static final String NO_SUCH_TABLE = "42S02";

    private static final int ATTEMPTS = 3;

    private final ReadModels readModels;

    TrailTables(ReadModels readModels) {
        this.readModels = readModels;
    }

    interface Work<R> {
        R with(Rows rows) throws SQLException;
    }

    <R> R read(Shard shard, Work<R> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = shard.reader().getConnection()) {
                return work.with(
                        new Rows(connection, table -> readModels.table(TrailProjection.NAME, shard.id(), table)));
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !NO_SUCH_TABLE.equals(e.getSQLState())) {
                    throw new StoreUnavailable("the audit trail of shard " + shard.id() + " does not answer", e);
                }
            }
        }
    }

    void catchUp(Shard shard) {
        readModels.catchUp(TrailProjection.NAME, shard.id());
    }

    /** Up to here everything that is an entry is in the tables. */
    long position(Shard shard) {
        return readModels.position(TrailProjection.NAME, shard.id());
    }
}
