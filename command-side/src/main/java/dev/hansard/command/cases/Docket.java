// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.cases;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.CaseCommands;
import dev.hansard.api.CaseCommands.RoleGrant;
import dev.hansard.api.CaseEvents;
import dev.hansard.api.CaseKey;
import dev.hansard.api.CaseQueries.Right;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.Rejection;
import dev.hansard.axon.cases.CaseFold;
import dev.hansard.axon.cases.CaseSettings;
import dev.hansard.axon.preservation.Preservation;
import dev.hansard.axon.preservation.PreservationBooks;
import dev.hansard.axon.store.Unchanged;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * The e-discovery cases of one workspace. It takes no snapshots: they would be a second place where the words of a case are
 * written down.
 */
@Aggregate(type = "cases", cache = "aggregateCache")
@Revision("1")
class Docket {
    @AggregateIdentifier
    private CaseKey key;

    private final CaseFold fold = new CaseFold();

    Docket() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(CaseCommands.OpenCase c) {
        new Clerk(fold.cases()).open(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    RoleGrant handle(CaseCommands.GrantCaseRole c, CaseSettings settings) {
        return new Clerk(fold.cases()).grant(c, settings);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(CaseCommands.RevokeCaseRole c) {
        new Clerk(fold.cases()).revoke(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(CaseCommands.AttachHold c, PreservationBooks books) {
        var file = fold.cases().require(c.caseId(), c.actor(), Right.HOLD);
        Preservation rules = books.read(c.workspace());
        Unchanged.require(new PreservationKey(c.workspace()).toString(), rules.sequence());
        Rejection.unless(rules.holds().containsKey(c.hold()), ErrorCode.HOLD_NOT_FOUND);
        if (file.holds().contains(c.hold())) return;
        apply(new CaseEvents.HoldAttached(
                c.key(), c.caseId(), c.hold(), c.actor().user()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(CaseCommands.SearchCase c) {
        new Clerk(fold.cases()).search(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(CaseCommands.CloseCase c) {
        new Clerk(fold.cases()).close(c);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(CaseCommands.ReopenCase c) {
        new Clerk(fold.cases()).reopen(c);
    }

    @EventSourcingHandler
    void on(CaseEvents e, @SequenceNumber long sequence, @Timestamp Instant at) {
        key = e.key();
        fold.on(e, sequence, at);
    }
}
