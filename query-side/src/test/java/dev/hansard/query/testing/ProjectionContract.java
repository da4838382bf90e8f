// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.DomainEvent;
import dev.hansard.axon.process.Projection;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventMeta;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every projection promises, whatever it projects. */
public interface ProjectionContract {
    Projection projection();

    /** Anything that can happen, in an order in which it can happen. */
    List<DomainEvent> story(Random random);

    @Test
    default void oneAtATimeShouldEqualOneBatchWhenTheStoryIsTheSame() throws SQLException {
        for (int seed = 0; seed < 2; seed++) {
            List<CommittedEvent> events = committed(story(new Random(seed)));
            try (var one = new ProjectionTables(projection(), "one");
                    var whole = new ProjectionTables(projection(), "whole")) {
                for (CommittedEvent event : events) one.apply(List.of(event));
                whole.apply(events);
                assertThat(one.dump()).isEqualTo(whole.dump()).isNotEmpty();
            }
        }
    }

    @Test
    default void replayShouldGiveEqualTablesWhenBatchesFallDifferently() throws SQLException {
        for (int seed = 0; seed < 3; seed++) {
            var random = new Random(seed);
            List<CommittedEvent> events = committed(story(random));
            try (var live = new ProjectionTables(projection(), "live");
                    var replayed = new ProjectionTables(projection(), "replayed")) {
                for (List<CommittedEvent> batch : split(events, random)) live.apply(batch);
                for (List<CommittedEvent> batch : split(events, random)) replayed.apply(batch);
                assertThat(replayed.dump()).isEqualTo(live.dump());
            }
        }
    }

    @Test
    default void tablesShouldStayAsTheyAreWhenTheEndIsDeliveredAgain() throws SQLException {
        for (int seed = 0; seed < 3; seed++) {
            var random = new Random(seed);
            List<CommittedEvent> events = committed(story(random));
            try (var tables = new ProjectionTables(projection(), "twice")) {
                for (List<CommittedEvent> batch : split(events, random)) tables.apply(batch);
                List<String> before = tables.dump();
                List<CommittedEvent> end = events.subList(random.nextInt(events.size()), events.size());
                for (List<CommittedEvent> batch : split(end, random)) tables.apply(batch);
                assertThat(tables.dump()).isEqualTo(before);
                for (CommittedEvent event : end) tables.apply(List.of(event));
                assertThat(tables.dump()).isEqualTo(before);
            }
        }
    }

    @Test
    default void tablesShouldBeAsIfNothingHappenedWhenABatchIsRolledBack() throws SQLException {
        var random = new Random(11);
        List<CommittedEvent> events = committed(story(random));
        int half = events.size() / 2;
        try (var tables = new ProjectionTables(projection(), "rolled");
                var straight = new ProjectionTables(projection(), "straight")) {
            tables.apply(events.subList(0, half));
            tables.applyAndRollBack(events.subList(half, events.size()));
            tables.apply(events.subList(half, events.size()));
            straight.apply(events);
            assertThat(tables.dump()).isEqualTo(straight.dump());
        }
    }

    /** Random runs of 1 to 40 events. */
    private static List<List<CommittedEvent>> split(List<CommittedEvent> events, Random random) {
        List<List<CommittedEvent>> batches = new ArrayList<>();
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(40));
            batches.add(events.subList(from, to));
            from = to;
        }
        return batches;
    }

    private static List<CommittedEvent> committed(List<DomainEvent> story) {
        Map<String, Long> sequences = new HashMap<>();
        List<CommittedEvent> events = new ArrayList<>();
        for (DomainEvent event : story) {
            long sequence = sequences.merge(event.streamId(), 1L, Long::sum) - 1;
            long position = events.size() + 1L;
            Instant at = Instant.ofEpochMilli(1_700_000_000_000L + position * 1_700);
            events.add(new CommittedEvent(0, position, event.streamId(), sequence, at, EventMeta.NONE, event));
        }
        return events;
    }
}
