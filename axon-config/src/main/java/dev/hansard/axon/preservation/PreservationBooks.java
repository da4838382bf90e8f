// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.preservation;

import dev.hansard.api.PreservationEvents;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The rules of each workspace as they are durable at the moment of asking. What was read before is kept. */
public final class PreservationBooks {
    private static final int PAGE = 500;

    private static final class Book {
        private final PreservationFold fold = new PreservationFold();
        private Preservation rules = fold.rules();
    }

    private final EventLog log;
    private final Map<WorkspaceId, Book> books = new ConcurrentHashMap<>();

    public PreservationBooks(EventLog log) {
        this.log = log;
    }

    /** @throws dev.hansard.axon.store.StoreUnavailable when the database does not answer */
    public Preservation read(WorkspaceId workspace) {
        Book book = books.computeIfAbsent(workspace, any -> new Book());
        String stream = new PreservationKey(workspace).toString();
        synchronized (book) {
            List<CommittedEvent> page = log.stream(stream, book.fold.sequence() + 1, PAGE);
            if (page.isEmpty()) return book.rules;
            while (!page.isEmpty()) {
                for (CommittedEvent each : page) {
                    if (each.event() instanceof PreservationEvents e) {
                        book.fold.on(e, each.sequence(), each.at(), each.position());
                    }
                }
                page = log.stream(stream, book.fold.sequence() + 1, PAGE);
            }
            book.rules = book.fold.rules();
            return book.rules;
        }
    }
}
