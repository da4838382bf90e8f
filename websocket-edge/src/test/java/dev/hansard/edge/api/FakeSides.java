// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.Command;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Query;
import dev.hansard.api.Rejection;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.Queries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A command and a query side that answer what a test tells them and remember what they were asked. */
public final class FakeSides implements Commands, Queries {

    public final List<Command> sent = new ArrayList<>();
    public final List<Query> asked = new ArrayList<>();
    public final List<Origin> origins = new ArrayList<>();
    private final Map<Class<?>, Function<Object, Object>> answers = new ConcurrentHashMap<>();

    @SuppressWarnings("unchecked")
    public <M> FakeSides on(Class<M> message, Function<M, Object> answer) {
        answers.put(message, (Function<Object, Object>) answer);
        return this;
    }

    public <M> FakeSides refuse(Class<M> message, ErrorCode code) {
        return on(message, any -> {
            throw new Rejection(code);
        });
    }

    public <M> M lastSent(Class<M> command) {
        return command.cast(sent.getLast());
    }

    public <M> M lastAsked(Class<M> query) {
        return asked.stream()
                .filter(query::isInstance)
                .map(query::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Override
    public <R> CompletableFuture<R> send(Command command, Origin origin) {
        try {
            return CompletableFuture.completedFuture(sendAndWait(command, origin));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized <R> R sendAndWait(Command command, Origin origin) {
        sent.add(command);
        origins.add(origin);
        return (R) answers.getOrDefault(command.getClass(), any -> null).apply(command);
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized <R> R ask(Query query) {
        asked.add(query);
        return (R) answers.getOrDefault(query.getClass(), any -> null).apply(query);
    }
}
