// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import dev.hansard.api.Actor;
import dev.hansard.api.AuditCommands;
import dev.hansard.api.CaseCommands;
import dev.hansard.api.ChannelCommands;
import dev.hansard.api.Command;
import dev.hansard.api.CredentialCommands;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands;
import dev.hansard.api.PersonCommands;
import dev.hansard.api.PreservationCommands;
import dev.hansard.api.ReaderCommands;
import dev.hansard.api.Rejection;
import dev.hansard.api.UsergroupCommands;
import dev.hansard.api.WorkspaceCommands;
import dev.hansard.axon.store.AppendRefused;
import dev.hansard.axon.store.MetaKeys;
import dev.hansard.axon.store.Pipeline;
import dev.hansard.axon.store.StoreUnavailable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends commands over Axon's bus and answers when the outcome is durable. A refusal waits as well, for it may rest on events
 * that are still on their way; if those fail, the command is asked again.
 */
public final class DurableCommands implements Commands {
    private static final Logger LOG = LoggerFactory.getLogger(DurableCommands.class);
    private static final int MAX_ATTEMPTS = 60;
    private static final int EAGER_ATTEMPTS = 3;
    private static final int MAX_PAUSE_MILLIS = 20;

    private final CommandBus bus;
    private final Pipeline pipeline;
    private final AggregateCache cache;
    private final Executor repeats = Executors.newVirtualThreadPerTaskExecutor();

    public DurableCommands(CommandBus bus, Pipeline pipeline, AggregateCache cache) {
        this.bus = bus;
        this.pipeline = pipeline;
        this.cache = cache;
    }

    @Override
    public <R> CompletableFuture<R> send(Command command, Origin origin) {
        var answer = new CompletableFuture<R>();
        attempt(new GenericCommandMessage<>(command, meta(command.actor(), origin)), answer, 1);
        return answer;
    }

    @Override
    public <R extends @Nullable Object> R sendAndWait(Command command, Origin origin) {
        try {
            return this.<R>send(command, origin).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw e;
        }
    }

    private <R> void attempt(CommandMessage<Command> message, CompletableFuture<R> answer, int attempt) {
        pipeline.takeAppend();
        cache.takeBasis();
        bus.<Command, R>dispatch(message, (sent, result) -> {
            CompletableFuture<Long> append = pipeline.takeAppend();
            AggregateCache.Basis basis = cache.takeBasis();
            if (append != null) {
                append.whenComplete((position, failure) -> {
                    if (failure != null) failed(message, answer, attempt, failure);
                    else handled(message, answer, attempt, result);
                });
            } else {
                // Whether the last append before it failed says nothing: what matters is what this command rests on.
                pipeline.settled(message.getPayload().workspace()).whenComplete((position, failure) -> {
                    if (basis.stands()) handled(message, answer, attempt, result);
                    else again(message, answer, attempt);
                });
            }
        });
    }

    private <R> void handled(
            CommandMessage<Command> message,
            CompletableFuture<R> answer,
            int attempt,
            CommandResultMessage<? extends R> result) {
        if (!result.isExceptional()) {
            answer.complete(result.getPayload());
            return;
        }
        switch (result.exceptionResult()) {
            case Rejection refused -> refused(message, answer, attempt, refused);
            case AggregateNotFoundException e ->
                answer.completeExceptionally(new Rejection(notFound(message.getPayload())));
            case ConcurrencyException e -> again(message, answer, attempt);
            case StoreUnavailable e -> unavailable(answer, e);
            case Throwable e -> {
                LOG.error("{} failed", message.getPayload().getClass().getSimpleName(), e);
                answer.completeExceptionally(new Rejection(ErrorCode.INTERNAL_ERROR));
            }
        }
    }

    /** A refusal stands when it rests on everything there is, which another process may have added to. */
    private <R> void refused(
            CommandMessage<Command> message, CompletableFuture<R> answer, int attempt, Rejection refused) {
        try {
            boolean outdated =
                    attempt == 1 && pipeline.lookForForeign(message.getPayload().workspace());
            if (outdated) again(message, answer, attempt);
            else answer.completeExceptionally(refused);
        } catch (StoreUnavailable e) {
            unavailable(answer, e);
        }
    }

    private <R> void failed(
            CommandMessage<Command> message, CompletableFuture<R> answer, int attempt, Throwable failure) {
        switch (failure) {
            case AppendRefused refused
            when refused.reason() == AppendRefused.Reason.CONFLICT -> again(message, answer, attempt);
            case AppendRefused refused
            when refused.reason() == AppendRefused.Reason.ONCE ->
                again(message.andMetaData(Map.of(MetaKeys.ONCE, "check")), answer, attempt);
            case StoreUnavailable e -> unavailable(answer, e);
            case CompletionException e when e.getCause() != null -> failed(message, answer, attempt, e.getCause());
            case Throwable e -> {
                LOG.error(
                        "events of {} refused", message.getPayload().getClass().getSimpleName(), e);
                answer.completeExceptionally(new Rejection(ErrorCode.FATAL_ERROR));
            }
        }
    }

    private <R> void again(CommandMessage<Command> message, CompletableFuture<R> answer, int attempt) {
        if (attempt >= MAX_ATTEMPTS) {
            LOG.warn("{} kept conflicting", message.getPayload().getClass().getSimpleName());
            answer.completeExceptionally(new Rejection(ErrorCode.SERVICE_UNAVAILABLE));
        } else {
            int pause =
                    attempt <= EAGER_ATTEMPTS ? 0 : ThreadLocalRandom.current().nextInt(MAX_PAUSE_MILLIS);
            CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, repeats)
                    .execute(() -> attempt(message, answer, attempt + 1));
        }
    }

    private static void unavailable(CompletableFuture<?> answer, StoreUnavailable cause) {
        LOG.warn("the store does not answer: {}", cause.getMessage());
        answer.completeExceptionally(new Rejection(ErrorCode.SERVICE_UNAVAILABLE));
    }

    private static ErrorCode notFound(Command command) {
        return switch (command) {
            case WorkspaceCommands c -> ErrorCode.TEAM_NOT_FOUND;
            case PersonCommands c -> ErrorCode.USER_NOT_FOUND;
            case CredentialCommands c -> ErrorCode.INVALID_AUTH;
            case PreservationCommands c -> ErrorCode.TEAM_NOT_FOUND;
            case CaseCommands c -> ErrorCode.TEAM_NOT_FOUND;
            case UsergroupCommands c -> ErrorCode.NO_SUCH_SUBTEAM;
            case AuditCommands c -> ErrorCode.TEAM_NOT_FOUND;
            case ChannelCommands c -> ErrorCode.CHANNEL_NOT_FOUND;
            case MessageCommands c -> ErrorCode.CHANNEL_NOT_FOUND;
            case ReaderCommands c -> ErrorCode.CHANNEL_NOT_FOUND;
        };
    }

    private static Map<String, String> meta(Actor actor, Origin origin) {
        var meta = new HashMap<String, String>();
        meta.put(MetaKeys.ACTOR, actor.user().value());
        meta.put(MetaKeys.APP, actor.app());
        meta.put(MetaKeys.ADDRESS, origin.address());
        if (origin.correlation() != null) meta.put(MetaKeys.CORRELATION, origin.correlation());
        return meta;
    }
}
