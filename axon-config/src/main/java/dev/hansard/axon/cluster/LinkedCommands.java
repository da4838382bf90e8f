// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.api.Command;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.distributed.CommandBusConnector;
import org.axonframework.commandhandling.distributed.CommandDispatchException;
import org.axonframework.commandhandling.distributed.CommandMessageFilter;
import org.axonframework.commandhandling.distributed.CommandRouter;
import org.axonframework.commandhandling.distributed.ConsistentHash;
import org.axonframework.commandhandling.distributed.Member;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.axonframework.commandhandling.distributed.SimpleMember;
import org.axonframework.common.Registration;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands to the node that handles their aggregate: the same one for each as long as no node comes or goes, so that it
 * has the aggregate in memory and nobody writes beside it. Should two nodes take themselves for that one, the store decides.
 */
final class LinkedCommands implements CommandRouter, CommandBusConnector, Links.Listener {
    private static final int LOAD = 100;

    private final String self;
    private final Links links;
    private final CommandBus local;
    private final RoutingStrategy routing;
    private final BusMessages messages = new BusMessages();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private volatile ConsistentHash members = new ConsistentHash();
    private volatile boolean handling;

    LinkedCommands(String self, Links links, CommandBus local, RoutingStrategy routing) {
        this.self = self;
        this.links = links;
        this.local = local;
        this.routing = routing;
    }

    /** What this node handles. */
    Set<String> names() {
        return Set.copyOf(names);
    }

    @Override
    public Optional<Member> findDestination(CommandMessage<?> command) {
        return members.getMember(routing.getRoutingKey(command), command);
    }

    /** Whether this node handles commands at all is known once its handlers have subscribed. */
    @Override
    public void updateMembership(int loadFactor, CommandMessageFilter commandFilter) {
        handling = true;
        changed();
    }

    @Override
    public synchronized void changed() {
        var fresh = new ConsistentHash();
        if (handling) fresh = fresh.with(member(self, null), LOAD, command -> names.contains(command.getCommandName()));
        List<Link> usable = links.usable();
        for (Link link : usable) {
            Node node = link.node();
            if (node.commands().isEmpty()) continue;
            fresh = fresh.with(
                    member(node.name(), link), LOAD, command -> node.commands().contains(command.getCommandName()));
        }
        members = fresh;
    }

    /** No longer sends itself anything: the other nodes take over. */
    void leave() {
        handling = false;
        changed();
    }

    private static Member member(String name, @Nullable Link link) {
        return new SimpleMember<>(name, link, link == null, suspected -> {});
    }

    @Override
    public <C> void send(Member destination, CommandMessage<? extends C> command) {
        send(destination, command, (same, result) -> {});
    }

    @Override
    public <C, R> void send(Member destination, CommandMessage<C> command, CommandCallback<? super C, R> callback) {
        Link link = destination.getConnectionEndpoint(Link.class).orElse(null);
        if (link == null) local.dispatch(command, callback);
        else
            link.command(routing.getRoutingKey(command).hashCode(), messages.encode(command))
                    .whenComplete((bytes, failure) -> {
                        if (failure != null) callback.onResult(command, unanswered(destination, failure));
                        else answered(command, callback, bytes);
                    });
    }

    @SuppressWarnings("unchecked")
    private <C, R> void answered(CommandMessage<C> command, CommandCallback<? super C, R> callback, byte[] bytes) {
        GenericCommandResultMessage<R> result;
        try {
            Message<?> answer = messages.answer(bytes);
            result = new GenericCommandResultMessage<>((Message<R>) answer);
        } catch (RuntimeException e) {
            result = new GenericCommandResultMessage<>(e);
        }
        callback.onResult(command, result);
    }

    private static <R> GenericCommandResultMessage<R> unanswered(Member destination, Throwable failure) {
        return new GenericCommandResultMessage<>(
                new CommandDispatchException("node " + destination.name() + " did not answer", failure));
    }

    /** A command from another node. */
    CompletableFuture<byte[]> handle(byte[] request) {
        var answer = new CompletableFuture<byte[]>();
        try {
            CommandMessage<Object> command = messages.command(request);
            if (!(command.getPayload() instanceof Command)) throw new IllegalArgumentException("not a command");
            local.dispatch(command, (same, result) -> answer.complete(messages.encodeAnswer(result)));
        } catch (RuntimeException e) {
            answer.complete(messages.encodeFailure(e));
        }
        return answer;
    }

    @Override
    public Registration subscribe(String commandName, MessageHandler<? super CommandMessage<?>> handler) {
        names.add(commandName);
        return local.subscribe(commandName, handler);
    }

    @Override
    public Optional<CommandBus> localSegment() {
        return Optional.of(local);
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super CommandMessage<?>> handlerInterceptor) {
        return local.registerHandlerInterceptor(handlerInterceptor);
    }
}
