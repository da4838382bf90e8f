// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.auth;

import dev.hansard.api.DomainEvent;
import dev.hansard.axon.store.CommitFeed;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventMeta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A feed that a test tells what was committed. */
public final class FakeFeed implements CommitFeed {

    private final List<Listener> listeners = new ArrayList<>();
    private long position;

    public void commit(DomainEvent event) {
        position++;
        var committed = new CommittedEvent(0, position, event.streamId(), 0, Instant.EPOCH, EventMeta.NONE, event);
        listeners.forEach(listener -> listener.committed(0, List.of(committed)));
    }

    @Override
    public Subscription subscribe(Listener listener) {
        listeners.add(listener);
        long start = position;
        return new Subscription() {
            @Override
            public long start(int shard) {
                return start;
            }

            @Override
            public void close() {
                listeners.remove(listener);
            }
        };
    }

    @Override
    public long position(int shard) {
        return position;
    }
}
