// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.index;

import dev.hansard.api.Erases;
import dev.hansard.api.PlacementEvents.WorkspaceCleared;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.UnreadableEvent;
import dev.hansard.query.search.Batch;
import dev.hansard.query.search.Change;
import dev.hansard.query.search.Generation;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.MessageKey;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.IntFunction;

/** Takes events of one shard to a generation of its index. */
final class IndexFeed {
    private final int shard;
    private final EventStores stores;
    private final MessageIndex index;
    private final Changes changes;
    private final Timer writing;
    private final DistributionSummary sizes;

    IndexFeed(int shard, EventStores stores, MessageIndex index, Changes changes, MeterRegistry meters) {
        this.shard = shard;
        this.stores = stores;
        this.index = index;
        this.changes = changes;
        String tag = Integer.toString(shard);
        this.writing = Timer.builder("hansard.search.write")
                .description("time to write a batch to the index")
                .tag("shard", tag)
                .publishPercentileHistogram()
                .register(meters);
        this.sizes = DistributionSummary.builder("hansard.search.batch")
                .description("events that were indexed together")
                .tag("shard", tag)
                .register(meters);
    }

    /**
     * Events after a position.
     *
     * @param position reached with them, which is farther than the last of them when it is one that cannot be read
     */
    record Page(List<CommittedEvent> events, long after, long position) {
        boolean isEmpty() {
            return position == after;
        }
    }

    /** From memory if they are recent. */
    Page recent(long after, int limit) {
        return page(after, limit, size -> stores.follow(shard, after, size));
    }

    /** From the database. */
    Page history(long after, int limit) {
        return page(after, limit, size -> stores.log().after(shard, after, size));
    }

    private Page page(long after, int limit, IntFunction<List<CommittedEvent>> read) {
        List<CommittedEvent> events;
        try {
            events = read.apply(limit);
        } catch (UnreadableEvent e) {
            int before = (int) (e.position() - 1 - after);
            if (before == 0) {
                changes.passOver(shard, e.position(), e);
                return new Page(List.of(), after, e.position());
            }
            events = stores.log().after(shard, after, before);
        }
        return new Page(
                events, after, events.isEmpty() ? after : events.getLast().position());
    }

    /** Writes what the events come to; true when something should leave the index's files. */
    boolean write(Page page, Generation generation) {
        List<Change> all = withoutMoved(page.events(), changes.of(page.events()));
        var batch = new Batch(shard, page.after(), page.position(), all);
        writing.record(() -> index.write(batch, generation));
        sizes.record(page.events().size());
        // An erased revision is not found any more since it was edited, but may be in the files.
        return all.stream().anyMatch(Change.Remove.class::isInstance)
                || page.events().stream().anyMatch(event -> event.event() instanceof Erases);
    }

    /** A workspace that is on another shard now leaves nothing here. */
    private List<Change> withoutMoved(List<CommittedEvent> events, List<Change> changes) {
        var moved = new HashMap<WorkspaceId, Long>();
        for (CommittedEvent event : events) {
            if (event.event() instanceof WorkspaceCleared cleared) moved.put(cleared.id(), event.position());
        }
        if (moved.isEmpty()) return changes;
        var all = new LinkedHashMap<MessageKey, Change>();
        index.refresh(shard);
        index.scan(shard, (key, version) -> {
            Long position = moved.get(key.channel().workspace());
            if (position != null) all.put(key, new Change.Remove(key, position));
        });
        for (Change change : changes) {
            Long position = moved.get(change.key().channel().workspace());
            if (position == null || change.version() > position) all.put(change.key(), change);
        }
        return List.copyOf(all.values());
    }
}
