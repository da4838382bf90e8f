// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.audit;

import dev.hansard.api.Actor;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditCommands.RecordAction;
import dev.hansard.api.AuditDay;
import dev.hansard.api.AuditEntry;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.axon.store.Shards;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes entries into the record itself, so that they are sequenced, kept, proved and replayed like any event. */
public final class DurableAuditTrail implements AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger(DurableAuditTrail.class);

    private final Commands commands;
    private final Shards shards;
    private final AuditSettings settings;
    private final Clock clock;
    private final Counter recorded;
    private final Counter failed;
    private final Executor elsewhere = Executors.newVirtualThreadPerTaskExecutor();

    public DurableAuditTrail(
            Commands commands, Shards shards, AuditSettings settings, Clock clock, MeterRegistry meters) {
        this.commands = commands;
        this.shards = shards;
        this.settings = settings;
        this.clock = clock;
        this.recorded = Counter.builder("hansard.audit.recorded")
                .description("entries put on the audit trail")
                .register(meters);
        this.failed = Counter.builder("hansard.audit.failed")
                .description("entries that could not be put on the audit trail; what they were about was refused")
                .register(meters);
    }

    @Override
    public void record(AuditEntry entry, Origin origin) {
        try {
            var day = AuditDay.of(home(entry.workspace()), clock.instant());
            AuditEntry kept = settings.keepAddress() ? entry : entry.from(null, null);
            String id = UUID.randomUUID().toString();
            send(new RecordAction(day, id, kept, speaker(entry.actor())), origin);
            recorded.increment();
        } catch (RuntimeException e) {
            failed.increment();
            LOG.error("{} could not be put on the audit trail and does not go ahead", entry.action(), e);
            throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE, "the audit trail cannot be written");
        }
    }

    /**
     * Within a handler Axon would hold the event back until the handler's own unit of work commits, which for a query means
     * after the answer; so there the entry takes another thread.
     */
    private void send(RecordAction command, Origin origin) {
        if (!CurrentUnitOfWork.isStarted()) {
            commands.<@Nullable Object>sendAndWait(command, origin);
            return;
        }
        CompletableFuture.runAsync(() -> commands.<@Nullable Object>sendAndWait(command, origin), elsewhere)
                .join();
    }

    /** A workspace that is nowhere has no trail; what was tried with its id is the installation's affair. */
    private WorkspaceId home(WorkspaceId workspace) {
        if (shards.find(workspace) != null) return workspace;
        shards.place(AuditDay.INSTALLATION, null);
        return AuditDay.INSTALLATION;
    }

    private static Actor speaker(AuditActor actor) {
        return switch (actor.kind()) {
            case USER, BOT ->
                new Actor(
                        Objects.requireNonNullElse(actor.user(), UserId.SLACKBOT),
                        Role.MEMBER,
                        actor.bot(),
                        Objects.requireNonNullElse(actor.app(), Actor.FIRST_PARTY_APP));
            case OPERATOR, PLATFORM, UNKNOWN -> Actor.OPERATOR;
        };
    }
}
