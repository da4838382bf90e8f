// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.api.DomainEvent;
import dev.hansard.axon.store.StoreSettings;
import dev.hansard.testing.TestRecord;

/** A process on the same database that nobody has a link to. */
final class EventStoresWithoutLinks implements AutoCloseable {
    private final TestRecord record;

    EventStoresWithoutLinks(StoreSettings settings) {
        record = TestRecord.with(settings);
    }

    void append(DomainEvent... events) {
        for (DomainEvent event : events) record.append(event);
    }

    @Override
    public void close() {
        record.close();
    }
}
