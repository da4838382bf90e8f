// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.api.Query;
import dev.hansard.axon.bus.AnyAnswer;
import dev.hansard.axon.bus.Heads;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.common.Registration;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.queryhandling.GenericQueryResponseMessage;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.axonframework.queryhandling.QueryUpdateEmitter;

/**
 * Answers queries here if this node can, else at a node that can, each in turn. A question changes nothing, so if a node does
 * not answer another one is asked.
 */
final class LinkedQueryBus implements QueryBus {
    private final Links links;
    private final QueryBus local;
    private final Heads heads;
    private final BusMessages messages = new BusMessages();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();

    LinkedQueryBus(Links links, QueryBus local, Heads heads) {
        this.links = links;
        this.local = local;
        this.heads = heads;
    }

    /** What this node answers. */
    Set<String> names() {
        return Set.copyOf(names);
    }

    @Override
    public <Q, R> CompletableFuture<QueryResponseMessage<R>> query(QueryMessage<Q, R> query) {
        if (names.contains(query.getQueryName())) return local.query(query);
        List<Link> able = links.usable().stream()
                .filter(link -> link.node().queries().contains(query.getQueryName()))
                .toList();
        return ask(
                query,
                messages.encode(query),
                able,
                Math.floorMod(turn.getAndIncrement(), Math.max(1, able.size())),
                able.size());
    }

    private <Q, R> CompletableFuture<QueryResponseMessage<R>> ask(
            QueryMessage<Q, R> query, byte[] request, List<Link> able, int first, int left) {
        if (left == 0) {
            return CompletableFuture.failedFuture(
                    new NoHandlerForQueryException("no node answers " + query.getQueryName()));
        }
        return able.get(first)
                .query(request)
                .handle((bytes, failure) -> failure != null
                        ? ask(query, request, able, (first + 1) % able.size(), left - 1)
                        : CompletableFuture.completedFuture(this.<R>answer(bytes)))
                .thenCompose(answer -> answer);
    }

    @SuppressWarnings("unchecked")
    private <R> QueryResponseMessage<R> answer(byte[] bytes) {
        try {
            Message<?> answer = messages.answer(bytes);
            return answer.getPayload() == null
                    ? new GenericQueryResponseMessage<>((Class<R>) Object.class, (R) null)
                    : new GenericQueryResponseMessage<>((R) answer.getPayload());
        } catch (RuntimeException e) {
            return new GenericQueryResponseMessage<>((Class<R>) Object.class, e);
        }
    }

    /** A query from another node. */
    CompletableFuture<byte[]> handle(byte[] request) {
        QueryMessage<Object, Object> query;
        try {
            query = messages.query(request, AnyAnswer.INSTANCE);
            if (!(query.getPayload() instanceof Query)) throw new IllegalArgumentException("not a query");
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(messages.encodeFailure(e));
        }
        heads.heard(query.getMetaData());
        return local.query(query)
                .handle((answer, failure) ->
                        failure == null ? messages.encodeAnswer(answer) : messages.encodeFailure(failure));
    }

    @Override
    public <R> Registration subscribe(
            String queryName, Type responseType, MessageHandler<? super QueryMessage<?, R>> handler) {
        names.add(queryName);
        return local.subscribe(queryName, responseType, handler);
    }

    @Override
    public <Q, R> Stream<QueryResponseMessage<R>> scatterGather(QueryMessage<Q, R> query, long timeout, TimeUnit unit) {
        return local.scatterGather(query, timeout, unit);
    }

    @Override
    public QueryUpdateEmitter queryUpdateEmitter() {
        return local.queryUpdateEmitter();
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super QueryMessage<?, ?>> handlerInterceptor) {
        return local.registerHandlerInterceptor(handlerInterceptor);
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super QueryMessage<?, ?>> dispatchInterceptor) {
        return local.registerDispatchInterceptor(dispatchInterceptor);
    }
}
