// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import dev.hansard.api.Actor;
import dev.hansard.api.Command;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.axon.store.MetaKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.distributed.CommandDispatchException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends commands over Axon's bus, whichever node handles them. */
public final class AxonCommands implements Commands {
    private static final Logger LOG = LoggerFactory.getLogger(AxonCommands.class);

    private final CommandBus bus;
    private final Heads heads;

    public AxonCommands(CommandBus bus, Heads heads) {
        this.bus = bus;
        this.heads = heads;
    }

    @Override
    public <R> CompletableFuture<R> send(Command command, Origin origin) {
        var answer = new CompletableFuture<R>();
        var message = new GenericCommandMessage<>(command, meta(command.actor(), origin));
        bus.<Command, R>dispatch(message, (sent, result) -> {
            if (result.isExceptional()) {
                answer.completeExceptionally(refusal(command, result.exceptionResult()));
            } else {
                heads.heard(result.getMetaData());
                answer.complete(result.getPayload());
            }
        });
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

    private static Rejection refusal(Command command, Throwable failure) {
        return switch (failure) {
            case Rejection refused -> refused;
            case CommandExecutionException e
            when e.getDetails().orElse(null) instanceof RefusalDetails details -> details.rejection();
            case NoHandlerForCommandException e -> unreachable(command, e);
            case CommandDispatchException e -> unreachable(command, e);
            case Throwable e -> {
                LOG.error("{} failed", command.getClass().getSimpleName(), e);
                yield new Rejection(ErrorCode.INTERNAL_ERROR);
            }
        };
    }

    /** No node handles this now; or one did and went away before it answered, so that it may have happened or not. */
    private static Rejection unreachable(Command command, Throwable failure) {
        LOG.warn("no answer to {}: {}", command.getClass().getSimpleName(), failure.getMessage());
        return new Rejection(ErrorCode.SERVICE_UNAVAILABLE);
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
