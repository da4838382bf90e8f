// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.hold;

import dev.hansard.api.Actor;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.HoldScope;
import dev.hansard.api.HoldText;
import dev.hansard.api.PreservationEvents;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.PreservationQueries.FindHoldHistory;
import dev.hansard.api.PreservationQueries.HoldStep;
import dev.hansard.api.PreservationQueries.HoldView;
import dev.hansard.api.PreservationQueries.ListHolds;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.axon.preservation.PreservationBooks;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which holds there are, and what was done to each. */
@Component
class HoldQueries {
    private static final int PAGE = 500;

    private final PreservationBooks books;
    private final EventLog log;

    HoldQueries(PreservationBooks books, EventLog log) {
        this.books = books;
        this.log = log;
    }

    @QueryHandler
    List<HoldView> answer(ListHolds query) {
        requireOwner(query.viewer());
        return books.read(query.workspace()).holds().values().stream()
                .filter(hold -> query.released() || !hold.released())
                .map(hold -> new HoldView(
                        hold.id(),
                        hold.name(),
                        hold.scope(),
                        hold.queries(),
                        hold.released(),
                        hold.by(),
                        hold.created()))
                .toList();
    }

    @QueryHandler
    List<HoldStep> answer(FindHoldHistory query) {
        requireOwner(query.viewer());
        String stream = new PreservationKey(query.workspace()).toString();
        var steps = new ArrayList<HoldStep>();
        List<CommittedEvent> page = log.stream(stream, 0, PAGE);
        while (!page.isEmpty()) {
            for (CommittedEvent event : page) {
                HoldStep step = step(event, query.hold());
                if (step != null) steps.add(step);
            }
            page = log.stream(stream, page.getLast().sequence() + 1, PAGE);
        }
        if (steps.isEmpty()) throw new Rejection(ErrorCode.HOLD_NOT_FOUND);
        return steps;
    }

    private static @Nullable HoldStep step(CommittedEvent event, String hold) {
        long at = event.at().getEpochSecond();
        return switch (event.event()) {
            case PreservationEvents.HoldCreated e ->
                is(e.hold(), hold) ? step("created", at, e.by(), e.scope(), e.content()) : null;
            case PreservationEvents.HoldExtended e ->
                is(e.hold(), hold) ? step("extended", at, e.by(), e.added(), e.content()) : null;
            case PreservationEvents.HoldReleased e ->
                is(e.hold(), hold) ? step("released", at, e.by(), null, e.content()) : null;
            case PreservationEvents.HoldReactivated e ->
                is(e.hold(), hold) ? step("reactivated", at, e.by(), null, e.content()) : null;
            default -> null;
        };
    }

    private static boolean is(String one, String other) {
        return one.equals(other);
    }

    private static HoldStep step(String what, long at, UserId by, @Nullable HoldScope scope, @Nullable HoldText text) {
        List<String> queries = text == null ? List.of() : text.queries();
        return new HoldStep(what, at, by, text == null ? null : text.reason(), scope, queries);
    }

    private static void requireOwner(Actor viewer) {
        Rejection.unless(viewer.isOperator() || viewer.role().isOwner(), ErrorCode.NOT_AN_ADMIN);
    }
}
