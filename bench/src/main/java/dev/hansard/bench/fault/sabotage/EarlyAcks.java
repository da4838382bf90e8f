// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault.sabotage;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.store.Pipeline;
import java.lang.reflect.Field;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Has whoever waits for the pipeline, before answering a command, take everything in it for durable. */
final class EarlyAcks implements BeanPostProcessor {
    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (!bean.getClass().getPackage().equals(Commands.class.getPackage())) return bean;
        for (Field field : bean.getClass().getDeclaredFields()) {
            if (field.getType().equals(Pipeline.class)) hurry(bean, field);
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
            return right.takeAppend() == null ? null : CompletableFuture.completedFuture(0L);
        }

        @Override
        public CompletableFuture<Long> settled(WorkspaceId workspace) {
            return CompletableFuture.completedFuture(0L);
        }

        @Override
        public boolean lookForForeign(WorkspaceId workspace) {
            return right.lookForForeign(workspace);
        }
    }
}
