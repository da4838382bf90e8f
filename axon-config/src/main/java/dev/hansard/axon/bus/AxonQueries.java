// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Query;
import dev.hansard.api.Rejection;
import dev.hansard.axon.store.StoreUnavailable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.axonserver.connector.query.AxonServerQueryDispatchException;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks over Axon's query bus. */
public final class AxonQueries implements Queries {
    private static final Logger LOG = LoggerFactory.getLogger(AxonQueries.class);
    private static final int TIMEOUT_SECONDS = 30;

    private final QueryBus bus;
    private final Heads heads;

    public AxonQueries(QueryBus bus, Heads heads) {
        this.bus = bus;
        this.heads = heads;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R extends @Nullable Object> R ask(Query query) {
        QueryResponseMessage<Object> answer = answer(query);
        if (answer.isExceptional()) throw failure(query, answer.exceptionResult());
        return (R) answer.getPayload();
    }

    private QueryResponseMessage<Object> answer(Query query) {
        try {
            QueryMessage<Query, Object> message = new GenericQueryMessage<>(query, AnyAnswer.INSTANCE);
            if (heads.isTold()) message = message.andMetaData(heads.known(query.workspace()));
            return bus.query(message).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE);
        } catch (TimeoutException e) {
            throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE);
        } catch (ExecutionException e) {
            throw failure(query, e.getCause() == null ? e : e.getCause());
        }
    }

    private static Rejection failure(Query query, Throwable failure) {
        return switch (failure) {
            case Rejection refused -> refused;
            case QueryExecutionException e
            when e.getDetails().orElse(null) instanceof RefusalDetails details -> details.rejection();
            case NoHandlerForQueryException e -> unanswered(query);
            case AxonServerQueryDispatchException e -> unanswered(query);
            case StoreUnavailable e -> {
                LOG.warn("the store does not answer: {}", e.getMessage());
                yield new Rejection(ErrorCode.SERVICE_UNAVAILABLE);
            }
            case Throwable e -> {
                LOG.error("{} failed", query.getClass().getSimpleName(), e);
                yield new Rejection(ErrorCode.INTERNAL_ERROR);
            }
        };
    }

    private static Rejection unanswered(Query query) {
        LOG.warn("nobody answers {} now", query.getClass().getSimpleName());
        return new Rejection(ErrorCode.SERVICE_UNAVAILABLE);
    }
}
