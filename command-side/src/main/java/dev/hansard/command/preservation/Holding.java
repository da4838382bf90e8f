// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.preservation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.Actor;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.HoldScope;
import dev.hansard.api.HoldText;
import dev.hansard.api.PreservationCommands;
import dev.hansard.api.PreservationEvents.HoldCreated;
import dev.hansard.api.PreservationEvents.HoldExtended;
import dev.hansard.api.PreservationEvents.HoldReactivated;
import dev.hansard.api.PreservationEvents.HoldReleased;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.Rejection;
import dev.hansard.axon.preservation.Hold;
import dev.hansard.axon.preservation.Preservation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may hold what, and that a hold never comes to cover less. */
record Holding(Preservation rules) {
    private static final int MAX_TEXT = 4_000;
    private static final int MAX_QUERIES = 100;

    void create(PreservationCommands.CreateHold c) {
        requireOwner(c.actor());
        create(c.key(), c.hold(), c.scope(), c.text(), c.actor());
    }

    /** Whether the actor may was decided by the case. */
    void create(PreservationCommands.CreateCaseHold c) {
        create(c.key(), c.hold(), c.scope(), c.text(), c.actor());
    }

    private void create(PreservationKey key, String hold, HoldScope scope, HoldText text, Actor actor) {
        if (rules.holds().containsKey(hold)) return;
        String name = text.name();
        require(name != null && !name.isBlank() && name.length() <= MAX_TEXT);
        requireText(text);
        requireScope(scope);
        apply(new HoldCreated(key, hold, scope, !text.queries().isEmpty(), actor.user(), text));
    }

    void extend(PreservationCommands.ExtendHold c) {
        requireOwner(c.actor());
        Hold hold = find(c.hold());
        Rejection.unless(!hold.released(), ErrorCode.HOLD_RELEASED);
        requireText(c.text());
        HoldScope more = c.more();
        // More people, places or words where all are covered would leave the others out.
        require(!hold.scope().coversAll() || more.coversAll());
        require(hold.words() || c.text().queries().isEmpty());
        require(hold.scope().from() != null || more.from() == null);
        require(hold.scope().to() != null || more.to() == null);
        requireScope(hold.scope().plus(more));
        apply(new HoldExtended(c.key(), c.hold(), more, c.actor().user(), c.text()));
    }

    void release(PreservationCommands.ReleaseHold c) {
        requireOwner(c.actor());
        HoldText why = reason(c.reason());
        if (find(c.hold()).released()) return;
        apply(new HoldReleased(c.key(), c.hold(), c.actor().user(), why));
    }

    void reactivate(PreservationCommands.ReactivateHold c) {
        requireOwner(c.actor());
        HoldText why = reason(c.reason());
        if (!find(c.hold()).released()) return;
        apply(new HoldReactivated(c.key(), c.hold(), c.actor().user(), why));
    }

    private Hold find(String id) {
        @Nullable Hold hold = rules.holds().get(id);
        if (hold == null) throw new Rejection(ErrorCode.HOLD_NOT_FOUND);
        return hold;
    }

    private static HoldText reason(String reason) {
        var text = new HoldText(null, reason, List.of());
        requireText(text);
        return text;
    }

    private static void requireText(HoldText text) {
        require(!text.reason().isBlank() && text.reason().length() <= MAX_TEXT);
        require(text.queries().size() <= MAX_QUERIES);
        require(text.queries().stream().allMatch(Hold::isQuery));
    }

    private static void requireScope(HoldScope scope) {
        require(scope.custodians().size() <= HoldScope.MAX_ENTITIES);
        require(scope.channels().size() <= HoldScope.MAX_ENTITIES);
        require(!scope.custodians().isEmpty() || (!scope.onlyAuthored() && !scope.onlyDirect()));
        require(scope.from() == null || scope.to() == null || !scope.from().isAfter(scope.to()));
    }

    private static void require(boolean good) {
        Rejection.unless(good, ErrorCode.INVALID_ARGUMENTS);
    }

    private static void requireOwner(Actor actor) {
        Rejection.unless(actor.isOperator() || actor.role().isOwner(), ErrorCode.NOT_AN_ADMIN);
    }
}
