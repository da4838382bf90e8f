// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.preservation;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.Actor;
import dev.hansard.api.CaseKey;
import dev.hansard.api.CaseQueries.Right;
import dev.hansard.api.Erasure;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.PreservationCommands;
import dev.hansard.api.PreservationCommands.RetentionChange;
import dev.hansard.api.PreservationEvents;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.PreservationQueries.RunView;
import dev.hansard.api.Rejection;
import dev.hansard.axon.cases.CaseBooks;
import dev.hansard.axon.cases.Cases;
import dev.hansard.axon.preservation.PreservationFold;
import dev.hansard.axon.preservation.RetentionSettings;
import dev.hansard.axon.store.Unchanged;
import dev.hansard.command.erasure.Permits;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one workspace about keeping and erasing. It takes no snapshots: they would be a second place where the words of
 * a hold are written down.
 */
@Aggregate(type = "preservation", cache = "aggregateCache")
@Revision("1")
class Rules {
    @AggregateIdentifier
    private PreservationKey key;

    private final PreservationFold fold = new PreservationFold();

    Rules() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PreservationCommands.CreateHold c) {
        new Holding(fold.rules()).create(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PreservationCommands.CreateCaseHold c, CaseBooks books) {
        Cases cases = books.read(c.workspace());
        Unchanged.require(new CaseKey(c.workspace()).toString(), cases.sequence());
        cases.require(c.caseId(), c.actor(), Right.HOLD);
        new Holding(fold.rules()).create(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PreservationCommands.ExtendHold c) {
        new Holding(fold.rules()).extend(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PreservationCommands.ReleaseHold c) {
        new Holding(fold.rules()).release(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PreservationCommands.ReactivateHold c) {
        new Holding(fold.rules()).reactivate(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    RetentionChange handle(PreservationCommands.SetRetention c, RetentionSettings settings) {
        return new Retaining(fold.rules(), settings).set(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    RetentionChange handle(PreservationCommands.ApproveRetention c, RetentionSettings settings) {
        return new Retaining(fold.rules(), settings).approve(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PreservationCommands.CancelRetention c, RetentionSettings settings) {
        new Retaining(fold.rules(), settings).cancel(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PreservationCommands.RequestErasure c) {
        Erasure erasure = Permits.ground(c.reason(), c.authority(), c.actor());
        if (fold.rules().requests().containsKey(c.request())) return;
        apply(new PreservationEvents.ErasureRequested(c.key(), c.request(), c.target(), erasure));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PreservationCommands.FulfilErasure c) {
        requireOperator(c.actor());
        if (!fold.rules().requests().containsKey(c.request())) return;
        apply(new PreservationEvents.ErasureFulfilled(c.key(), c.request()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    String handle(PreservationCommands.StartRetentionRun c) {
        Rejection.unless(c.actor().role().isAdmin(), ErrorCode.NOT_AN_ADMIN);
        RunView underWay = fold.rules().underWay();
        if (underWay != null) return underWay.run();
        apply(new PreservationEvents.RetentionRunStarted(
                c.key(), c.run(), c.cause(), c.actor().user()));
        return c.run();
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PreservationCommands.FinishRetentionRun c) {
        requireOperator(c.actor());
        @Nullable RunView underWay = fold.rules().underWay();
        if (underWay == null || !underWay.run().equals(c.run())) return;
        apply(new PreservationEvents.RetentionRunFinished(c.key(), c.run(), c.report()));
    }

    @EventSourcingHandler
    void on(PreservationEvents e, @SequenceNumber long sequence, @Timestamp Instant at) {
        key = e.key();
        fold.on(e, sequence, at, 0);
    }

    private static void requireOperator(Actor actor) {
        Rejection.unless(actor.isOperator(), ErrorCode.NO_PERMISSION);
    }
}
