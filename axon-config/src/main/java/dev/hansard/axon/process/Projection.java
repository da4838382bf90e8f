// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import dev.hansard.api.DomainEvent;
import dev.hansard.axon.store.CommittedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes a read model from the record. Runs once per shard; its rows and its position commit together, so each event takes
 * effect exactly once. Keeps no state of its own between batches.
 */
public interface Projection {
    /** Lower-case name, also the prefix of its tables. */
    String name();

    /** Raised when the tables or their meaning change; the read model is then rebuilt beside the old one at start. */
    int version();

    /**
     * {@code CREATE TABLE} statements, with {@code ${table}} written as e.g. {@code ${message}} wherever a table of this
     * projection is named; each table carries the shard key or a key that starts with it.
     */
    List<String> ddl();

    /** Whether the event can change anything here; a batch in which none does costs no transaction. */
    default boolean concerns(DomainEvent event) {
        return true;
    }

    /**
     * Whether it looks at what was written, or at the events' metadata. If not, a rebuild does not read them, and every event
     * comes without.
     */
    default boolean readsContent() {
        return true;
    }

    /**
     * Applies events in order. If it throws, the batch is rolled back and repeated one event at a time; an event that fails
     * alone becomes a dead letter and holds up only what comes after it in its own stream.
     */
    void apply(List<CommittedEvent> events, Tables tables, Connection connection) throws SQLException;

    /** The physical names of the generation being written. */
    interface Tables {
        String name(String table);
    }
}
