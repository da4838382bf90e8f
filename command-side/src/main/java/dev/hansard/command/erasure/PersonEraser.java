// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.erasure;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelCommands.EraseProse;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.Command;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.Erasure;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.HasContent;
import dev.hansard.api.MessageCommands.EraseMessage;
import dev.hansard.api.MessageCommands.EraseScheduledMessage;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.PersonCommands.EraseProfile;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceCommands.EraseJoinedProfile;
import dev.hansard.api.WorkspaceCommands.FinishPersonErasure;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.command.erasure.RunningErasures.Job;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Goes through the record from its beginning and erases what one person wrote. It trusts no read model, and keeps no notes:
 * cut off anywhere, it starts over and finds what is left to do, as what is erased is seen to be.
 */
@Component
class PersonEraser {
    private static final Logger LOG = LoggerFactory.getLogger(PersonEraser.class);
    private static final int PAGE = 1_000;
    private static final int AT_ONCE = 64;

    private final EventLog log;
    private final Commands commands;
    private final Clock clock;

    PersonEraser(EventLog log, Commands commands, Clock clock) {
        this.log = log;
        this.commands = commands;
        this.clock = clock;
    }

    /** Counts, and what is under way. */
    private static final class Run {
        private final Queue<CompletableFuture<Boolean>> sent = new ArrayDeque<>();
        private long erased;
        private long kept;
    }

    /** @throws Rejection when it cannot go on now; it may be run again */
    void run(Job job, BooleanSupplier stopped) {
        var run = new Run();
        long position = 0;
        while (position < job.position()) {
            int limit = (int) Math.min(PAGE, job.position() - position);
            for (CommittedEvent event : log.after(job.shard(), position, limit)) {
                if (stopped.getAsBoolean()) return;
                take(event, job, run);
            }
            position += limit;
        }
        while (!run.sent.isEmpty()) await(run);
        commands.<@Nullable Void>sendAndWait(
                new FinishPersonErasure(
                        job.workspace(),
                        job.user(),
                        job.started(),
                        job.erasure(),
                        run.erased,
                        run.kept,
                        Actor.OPERATOR),
                Commands.Origin.PLATFORM);
        LOG.info("Erased what {} of {} wrote: {} erased, {} kept", job.user(), job.workspace(), run.erased, run.kept);
    }

    private void take(CommittedEvent at, Job job, Run run) {
        DomainEvent event = at.event();
        if (!event.workspace().equals(job.workspace()) || !(event instanceof HasContent<?> written)) return;
        Command command = command(at, job, clock.instant());
        if (command == null) return;
        // What a post said first may be gone while what an edit made of it is not.
        boolean post = event instanceof MessageEvents.MessagePosted || event instanceof MessageEvents.MessageImported;
        if (written.content() == null && !post) {
            run.erased++;
            return;
        }
        run.sent.add(commands.send(command, Commands.Origin.PLATFORM));
        if (run.sent.size() >= AT_ONCE) await(run);
    }

    /** What erases the content of this event; null when it is another's, or goes with the message that it edits. */
    private static @Nullable Command command(CommittedEvent at, Job job, Instant now) {
        Erasure why = job.erasure();
        UserId user = job.user();
        return switch (at.event()) {
            case MessageEvents.MessagePosted e
            when e.author().equals(user) ->
                new EraseMessage(e.channel(), e.ts(), why.reason(), why.authority(), now, Actor.OPERATOR);
            case MessageEvents.MessageImported e
            when e.author().equals(user) ->
                new EraseMessage(e.channel(), e.ts(), why.reason(), why.authority(), now, Actor.OPERATOR);
            case MessageEvents.MessageScheduled e
            when e.author().equals(user) ->
                new EraseScheduledMessage(
                        e.channel(), e.scheduled(), at.sequence(), why.reason(), why.authority(), now, Actor.OPERATOR);
            case ChannelEvents.TopicSet e
            when e.by().equals(user) ->
                new EraseProse(e.channel(), at.sequence(), why.reason(), why.authority(), now, Actor.OPERATOR);
            case ChannelEvents.PurposeSet e
            when e.by().equals(user) ->
                new EraseProse(e.channel(), at.sequence(), why.reason(), why.authority(), now, Actor.OPERATOR);
            case PersonEvents.ProfileChanged e
            when e.person().user().equals(user) ->
                new EraseProfile(e.person(), at.sequence(), why.reason(), why.authority(), Actor.OPERATOR);
            case WorkspaceEvents.PersonJoined e
            when e.user().equals(user) ->
                new EraseJoinedProfile(e.id(), user, at.sequence(), why.reason(), why.authority(), Actor.OPERATOR);
            default -> null;
        };
    }

    private static void await(Run run) {
        try {
            run.sent.remove().join();
            run.erased++;
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof Rejection refused)) throw e;
            if (refused.code() != ErrorCode.COMPLIANCE_EXPORTS_PREVENT_DELETION) throw refused;
            run.kept++;
        }
    }
}
