// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

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
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.AppendRefused;
import dev.hansard.axon.store.MetaKeys;
import dev.hansard.axon.store.Pipeline;
import dev.hansard.axon.store.StoreUnavailable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has commands handled in this process and answers when the outcome is durable. A refusal waits as well, for it may rest on events that are still on their way; if those fail, the
 * command is asked again.
 */
public final class DurableCommandBus implements CommandBus {
    private static final Logger LOG = LoggerFactory.getLogger(DurableCommandBus.class);
    private static final int MAX_ATTEMPTS = 60;
    private static final int EAGER_ATTEMPTS = 3;
    private static final int MAX_PAUSE_MILLIS = 20;
    /** Until when a command waits for its workspace to arrive; goes with its repetitions. */
    private static final String MOVED = "moved";

    private static final Duration MOVE_PATIENCE = Duration.ofSeconds(10);
    private static final int MOVE_PAUSE_MILLIS = 20;

    private final CommandBus handlers;
    private final Pipeline pipeline;
    private final AggregateCache cache;
    private final Heads heads;
    private final Function<Rejection, Throwable> refusals;
    private final Executor repeats = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param handlers runs the handlers in the calling thread
     * @param heads what answers tell of the record
     * @param refusals how a refusal is to be answered
     */
    public DurableCommandBus(
            CommandBus handlers,
            Pipeline pipeline,
            AggregateCache cache,
            Heads heads,
            Function<Rejection, Throwable> refusals) {
        this.handlers = handlers;
        this.pipeline = pipeline;
        this.cache = cache;
        this.heads = heads;
        this.refusals = refusals;
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, (same, result) -> {});
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        attempt(new Pending<C, R>(command, callback, 1));
    }

    @Override
    public Registration subscribe(String commandName, MessageHandler<? super CommandMessage<?>> handler) {
        return handlers.subscribe(commandName, handler);
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super CommandMessage<?>> handlerInterceptor) {
        return handlers.registerHandlerInterceptor(handlerInterceptor);
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super CommandMessage<?>> dispatchInterceptor) {
        return handlers.registerDispatchInterceptor(dispatchInterceptor);
    }

    private record Pending<C, R>(
            CommandMessage<C> message, CommandCallback<? super C, ? super R> callback, int attempt) {
        WorkspaceId workspace() {
            return ((Command) message.getPayload()).workspace();
        }

        String name() {
            return message.getPayloadType().getSimpleName();
        }

        Pending<C, R> next() {
            return new Pending<>(message, callback, attempt + 1);
        }

        Pending<C, R> with(Map<String, ?> meta) {
            return new Pending<>(message.andMetaData(meta), callback, attempt);
        }

        void answer(CommandResultMessage<? extends R> result) {
            callback.onResult(message, result);
        }
    }

    private void refuse(Pending<?, ?> command, Rejection refusal) {
        command.answer(new GenericCommandResultMessage<>(refusals.apply(refusal)));
    }

    private <C, R> void attempt(Pending<C, R> command) {
        pipeline.takeAppend();
        cache.takeBasis();
        handlers.<C, R>dispatch(command.message, (sent, result) -> {
            CompletableFuture<Long> append = pipeline.takeAppend();
            AggregateCache.Basis basis = cache.takeBasis();
            if (append != null) {
                append.whenComplete((position, failure) -> {
                    if (failure != null) failed(command, failure);
                    else handled(command, result);
                });
            } else {
                // Whether the last append before it failed says nothing: what matters is what this command rests on.
                pipeline.settled(command.workspace()).whenComplete((position, failure) -> {
                    if (basis.stands()) handled(command, result);
                    else again(command);
                });
            }
        });
    }

    private <C, R> void handled(Pending<C, R> command, CommandResultMessage<? extends R> result) {
        if (!result.isExceptional()) {
            command.answer(heads.isTold() ? result.andMetaData(heads.known(command.workspace())) : result);
            return;
        }
        switch (result.exceptionResult()) {
            case Rejection refused -> refused(command, refused);
            case AggregateNotFoundException e -> refuse(command, new Rejection(notFound(command.message)));
            case ConcurrencyException e -> again(command);
            case AppendRefused e -> failed(command, e);
            case StoreUnavailable e -> unavailable(command, e);
            case NoHandlerForCommandException e -> {
                LOG.warn("{} is not handled here", command.name());
                refuse(command, new Rejection(ErrorCode.SERVICE_UNAVAILABLE));
            }
            case Throwable e -> {
                LOG.error("{} failed", command.name(), e);
                refuse(command, new Rejection(ErrorCode.INTERNAL_ERROR));
            }
        }
    }

    /** A refusal stands when it rests on everything there is, which another process may have added to. */
    private void refused(Pending<?, ?> command, Rejection refused) {
        try {
            boolean outdated = command.attempt == 1 && pipeline.lookForForeign(command.workspace());
            if (outdated) again(command);
            else refuse(command, refused);
        } catch (StoreUnavailable e) {
            unavailable(command, e);
        }
    }

    private void failed(Pending<?, ?> command, Throwable failure) {
        switch (failure) {
            case AppendRefused refused when refused.reason() == AppendRefused.Reason.MOVED -> moved(command);
            case AppendRefused refused when refused.reason() == AppendRefused.Reason.CONFLICT -> again(command);
            case AppendRefused refused
            when refused.reason() == AppendRefused.Reason.ONCE -> again(command.with(Map.of(MetaKeys.ONCE, "check")));
            case StoreUnavailable e -> unavailable(command, e);
            case CompletionException e when e.getCause() != null -> failed(command, e.getCause());
            case Throwable e -> {
                LOG.error("events of {} refused", command.name(), e);
                refuse(command, new Rejection(ErrorCode.FATAL_ERROR));
            }
        }
    }

    private void again(Pending<?, ?> command) {
        if (command.attempt >= MAX_ATTEMPTS) {
            LOG.warn("{} kept conflicting", command.name());
            refuse(command, new Rejection(ErrorCode.SERVICE_UNAVAILABLE));
        } else {
            int pause = command.attempt <= EAGER_ATTEMPTS
                    ? 0
                    : ThreadLocalRandom.current().nextInt(MAX_PAUSE_MILLIS);
            CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, repeats)
                    .execute(() -> attempt(command.next()));
        }
    }

    /** The workspace is on its way to another shard, which takes a moment; then the command finds it there. */
    private void moved(Pending<?, ?> command) {
        long now = System.nanoTime();
        long deadline =
                command.message.getMetaData().get(MOVED) instanceof Long told ? told : now + MOVE_PATIENCE.toNanos();
        if (now - deadline > 0) {
            LOG.warn("{} waited too long for a move", command.name());
            refuse(command, new Rejection(ErrorCode.SERVICE_UNAVAILABLE));
            return;
        }
        pipeline.doubt(command.workspace());
        int pause = MOVE_PAUSE_MILLIS + ThreadLocalRandom.current().nextInt(MOVE_PAUSE_MILLIS);
        CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, repeats)
                .execute(() -> attempt(command.with(Map.of(MOVED, deadline))));
    }

    private void unavailable(Pending<?, ?> command, StoreUnavailable cause) {
        LOG.warn("the store does not answer: {}", cause.getMessage());
        refuse(command, new Rejection(ErrorCode.SERVICE_UNAVAILABLE));
    }

    private static ErrorCode notFound(CommandMessage<?> message) {
        return switch ((Command) message.getPayload()) {
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
}
