// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cases;

import dev.hansard.api.CaseEvents;
import dev.hansard.api.CaseKey;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The cases of each workspace as they are durable at the moment of asking, so that a role that was taken is gone at once. */
public final class CaseBooks {
    private static final int PAGE = 500;

    private static final class Book {
        private final CaseFold fold = new CaseFold();
        private Cases cases = fold.cases();
    }

    private final EventLog log;
    private final Map<WorkspaceId, Book> books = new ConcurrentHashMap<>();

    public CaseBooks(EventLog log) {
        this.log = log;
    }

    /** @throws dev.hansard.axon.store.StoreUnavailable when the database does not answer */
    public Cases read(WorkspaceId workspace) {
        Book book = books.computeIfAbsent(workspace, any -> new Book());
        String stream = new CaseKey(workspace).toString();
        synchronized (book) {
            List<CommittedEvent> page = log.stream(stream, book.fold.sequence() + 1, PAGE);
            if (page.isEmpty()) return book.cases;
            while (!page.isEmpty()) {
                for (CommittedEvent each : page) {
                    if (each.event() instanceof CaseEvents e) book.fold.on(e, each.sequence(), each.at());
                }
                page = log.stream(stream, book.fold.sequence() + 1, PAGE);
            }
            book.cases = book.fold.cases();
            return book.cases;
        }
    }
}
