// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.DomainEvent;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.serial.EventCodec;
import dev.hansard.axon.store.Shards.Placement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The events of one unit of work on their way into the store: all or none of them are committed.
 *
 * @param conditions other streams and the sequences they must still end with; see {@link Unchanged}
 * @param placements of the workspaces, as they were when the rows were made
 * @param durable completes with the position of the last event; exceptionally with {@link AppendRefused} or {@link
 *     StoreUnavailable}
 */
record Append(
        List<Row> rows,
        Map<String, Long> conditions,
        Set<Placement> placements,
        CompletableFuture<Long> durable,
        long enqueuedNanos) {
    /**
     * One event, ready to be written.
     *
     * @param onceHash as the column {@code once_key} has it
     */
    record Row(
            String stream,
            long sequence,
            EventCodec.Stored stored,
            byte[] metaJson,
            byte @Nullable [] onceHash,
            Instant at,
            EventMeta meta,
            DomainEvent event) {
        /** About so many bytes of a statement. */
        long bytes() {
            byte[] content = stored.content();
            return metaJson.length + stored.facts().length + (content == null ? 0 : content.length);
        }
    }

    static Append of(List<Row> rows) {
        return of(rows, Map.of());
    }

    static Append of(List<Row> rows, Map<String, Long> conditions) {
        return of(rows, conditions, Set.of());
    }

    static Append of(List<Row> rows, Map<String, Long> conditions, Set<Placement> placements) {
        return new Append(rows, conditions, placements, new CompletableFuture<>(), System.nanoTime());
    }

    boolean isOfAny(Set<WorkspaceId> workspaces) {
        for (Placement each : placements) if (workspaces.contains(each.workspace())) return true;
        return false;
    }

    boolean touchesAny(Set<String> streams) {
        for (Row row : rows) if (streams.contains(row.stream())) return true;
        return false;
    }

    void addStreamsTo(Set<String> streams) {
        for (Row row : rows) streams.add(row.stream());
    }
}
