// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault.sabotage;

import dev.hansard.api.MessageCommands.PostMessage;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.DurableCommandBus;
import dev.hansard.axon.store.Pipeline;
import java.lang.reflect.Field;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Has whoever waits for the pipeline, before answering a post, take it for durable. What people join and found stays right. */
final class EarlyAcks implements BeanPostProcessor {
    /** Handlers run on the thread that asks for the append then. */
    private static final ThreadLocal<Boolean> POSTING = ThreadLocal.withInitial(() -> false);

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (!bean.getClass().getPackage().equals(Commands.class.getPackage())) return bean;
        for (Field field : bean.getClass().getDeclaredFields()) {
            if (field.getType().equals(Pipeline.class)) hurry(bean, field);
        }
        if (bean instanceof DurableCommandBus bus) {
            bus.registerHandlerInterceptor((work, chain) -> {
                POSTING.set(work.getMessage().getPayload() instanceof PostMessage);
                return chain.proceed();
            });
        }
        return bean;
    }

    private static void hurry(Object bean, Field field) {
        try {
            field.setAccessible(true);
            field.set(bean, new Hasty((Pipeline) field.get(bean)));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the server can no longer be broken in this way", e);
        }
    }

    private record Hasty(Pipeline right) implements Pipeline {
        @Override
        public @Nullable CompletableFuture<Long> takeAppend() {
            CompletableFuture<Long> append = right.takeAppend();
            return append != null && POSTING.get() ? CompletableFuture.completedFuture(0L) : append;
        }

        @Override
        public CompletableFuture<Long> settled(WorkspaceId workspace) {
            return right.settled(workspace);
        }

        @Override
        public boolean lookForForeign(WorkspaceId workspace) {
            return right.lookForForeign(workspace);
        }

        @Override
        public Runnable frozen(DomainEventMessage<?> snapshot) {
            return right.frozen(snapshot);
        }

        @Override
        public void doubt(WorkspaceId workspace) {
            right.doubt(workspace);
        }
    }
}
