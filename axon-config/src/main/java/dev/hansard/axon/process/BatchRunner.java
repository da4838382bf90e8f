// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.process;

import dev.hansard.api.DomainEvent;
import dev.hansard.api.PlacementEvents.EventDeparted;
import dev.hansard.api.PlacementEvents.WorkspaceCleared;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.CommittedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one generation forward by batches: rows, token and dead letters commit together. A batch that fails is repeated
 * event by event, so that only the event at fault is set aside, and its stream with it.
 */
final class BatchRunner {
    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

    static final long MAX_UNPERSISTED = 1_000;
    private static final int CONNECTION_CHECK_SECONDS = 2;

    /** Another process writes this generation now. */
    static final class TakenOver extends SQLException {
        private static final long serialVersionUID = 1;

        TakenOver() {
            super("another process writes this projection");
        }
    }

    private final ProjectionTable table;
    private final Generation generation;
    private final Set<String> heldUp = new HashSet<>();
    private long position;
    /** What the token says: it may stay behind by events that were of no concern. */
    private long persisted;

    private boolean owner;

    BatchRunner(ProjectionTable table, Generation generation) throws SQLException {
        this.table = table;
        this.generation = generation;
        try (Connection connection = table.connection()) {
            adopt(connection);
            heldUp.addAll(DeadLetters.streams(connection, generation));
        }
    }

    Generation generation() {
        return generation;
    }

    long position() {
        return position;
    }

    boolean claim() throws SQLException {
        try (Connection connection = table.connection()) {
            boolean claimed = table.claim(connection, generation);
            if (claimed) adopt(connection);
            if (claimed && !owner) {
                heldUp.clear();
                heldUp.addAll(DeadLetters.streams(connection, generation));
            }
            connection.commit();
            owner = claimed;
            return claimed;
        }
    }

    /** Goes on where another process has left off, if one has. */
    private void adopt(Connection connection) throws SQLException {
        Long stored = table.position(connection, generation);
        long token = stored == null ? 0 : stored;
        if (token != persisted) {
            persisted = token;
            position = token;
        }
    }

    /** Learns how far the process that writes has come: its token, and what follows that is of no concern. */
    void observe(LongFunction<List<CommittedEvent>> after) throws SQLException {
        try (Connection connection = table.connection()) {
            adopt(connection);
        }
        List<CommittedEvent> events = after.apply(position);
        while (!events.isEmpty()) {
            for (CommittedEvent event : events) {
                if (concerns(event)) return;
                position = event.position();
            }
            events = after.apply(position);
        }
    }

    void release() throws SQLException {
        if (!owner) return;
        try (Connection connection = table.connection()) {
            if (position != persisted) table.advance(connection, generation, persisted, position);
            table.release(connection, generation);
        }
    }

    /** Takes the events, which follow the position without a gap. */
    void run(List<CommittedEvent> events) throws SQLException {
        if (events.isEmpty()) return;
        try {
            commit(events);
        } catch (SQLException | RuntimeException e) {
            if (e instanceof SQLException sql && isOutage(sql)) throw sql;
            if (events.size() == 1) setAside(events.getFirst(), e);
            else for (CommittedEvent event : events) run(List.of(event));
        }
    }

    private void commit(List<CommittedEvent> events) throws SQLException {
        long last = events.getLast().position();
        if (last - persisted < MAX_UNPERSISTED && isOfNoConcern(events)) {
            position = last;
            return;
        }
        try (Connection connection = table.connection()) {
            List<CommittedEvent> free = events;
            if (!heldUp.isEmpty()) {
                free = events.stream()
                        .filter(event -> !heldUp.contains(event.stream()))
                        .toList();
                for (CommittedEvent event : events) {
                    if (heldUp.contains(event.stream())) {
                        DeadLetters.add(connection, generation, event.stream(), event.position(), null);
                    }
                }
            }
            if (!free.isEmpty()) apply(free, connection);
            if (!table.advance(connection, generation, persisted, last)) throw new TakenOver();
            connection.commit();
        }
        persisted = last;
        position = last;
    }

    /** A driver may blame anything once its connection is gone, so a failure counts only on one that still answers. */
    private void apply(List<CommittedEvent> events, Connection connection) throws SQLException {
        try {
            applyInTurn(events, connection);
        } catch (SQLException | RuntimeException e) {
            if (connection.isValid(CONNECTION_CHECK_SECONDS)) throw e;
            letGo(connection);
            throw new SQLNonTransientConnectionException("the connection was lost", "08S01", e);
        }
    }

    /** Shows the pool, by one more failure, that nobody should get this connection again. */
    private static void letGo(Connection lost) {
        try {
            lost.rollback();
        } catch (SQLException expected) {
            LOG.debug("a lost connection is let go", expected);
        }
    }

    private boolean concerns(CommittedEvent event) {
        return switch (event.event()) {
            case WorkspaceCleared e -> true;
            case EventDeparted e -> false;
            case DomainEvent e -> generation.projection().concerns(e);
        };
    }

    /** Where a workspace went to another shard, its rows go before what comes after. */
    private void applyInTurn(List<CommittedEvent> events, Connection connection) throws SQLException {
        int from = 0;
        for (int i = 0; i < events.size(); i++) {
            if (!(events.get(i).event() instanceof WorkspaceCleared cleared)) continue;
            if (i > from) generation.projection().apply(events.subList(from, i), generation, connection);
            generation.clear(cleared.id(), connection);
            DeadLetters.clear(connection, generation, cleared.id());
            heldUp.removeIf(stream -> WorkspaceId.ofStream(stream).equals(cleared.id()));
            from = i + 1;
        }
        if (from < events.size()) {
            generation
                    .projection()
                    .apply(from == 0 ? events : events.subList(from, events.size()), generation, connection);
        }
    }

    private boolean isOfNoConcern(List<CommittedEvent> events) {
        for (CommittedEvent event : events) {
            if (heldUp.contains(event.stream()) || concerns(event)) return false;
        }
        return true;
    }

    private void setAside(CommittedEvent event, Exception cause) throws SQLException {
        LOG.error(
                "projection {} cannot take event {} of {}; the stream waits",
                generation.projection().name(),
                event.position(),
                event.stream(),
                cause);
        setAside(event.stream(), event.position(), cause.toString());
    }

    /** Passes over an event that cannot be read or taken; it and what follows in its stream wait as dead letters. */
    void setAside(String stream, long at, String cause) throws SQLException {
        try (Connection connection = table.connection()) {
            DeadLetters.add(connection, generation, stream, at, cause);
            if (!table.advance(connection, generation, persisted, at)) throw new TakenOver();
            connection.commit();
        }
        heldUp.add(stream);
        persisted = at;
        position = at;
    }

    /** Tries a stream's dead letters again, in order, until one fails; answers how many are left. */
    int retry(String stream, List<CommittedEvent> waiting) throws SQLException {
        int left = waiting.size();
        for (CommittedEvent event : waiting) {
            try (Connection connection = table.connection()) {
                apply(List.of(event), connection);
                DeadLetters.remove(connection, generation, event.position());
                connection.commit();
                left--;
            } catch (SQLException | RuntimeException e) {
                if (e instanceof SQLException sql && isOutage(sql)) throw sql;
                LOG.warn("dead letter {} of {} failed again", event.position(), stream, e);
                return left;
            }
        }
        heldUp.remove(stream);
        return left;
    }

    /** The database went away or the generation is another's: not the event's fault. */
    private static boolean isOutage(SQLException e) {
        String state = e.getSQLState();
        return e instanceof TakenOver
                || e instanceof java.sql.SQLTransientException
                || e instanceof java.sql.SQLRecoverableException
                || e instanceof SQLNonTransientConnectionException
                || state == null
                || state.startsWith("08")
                || state.startsWith("40");
    }
}
