// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault.sabotage;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.AggregateCache;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.DurableCommands;
import dev.hansard.axon.store.EventStores;
import dev.hansard.axon.store.Pipeline;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.CommandBus;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Commands that are answered while their events are still on their way to the disk. */
final class EarlyAcks implements BeanPostProcessor {
    private final BeanFactory beans;

    EarlyAcks(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof Commands)) return bean;
        Pipeline right = beans.getBean(EventStores.class).pipeline();
        return new DurableCommands(
                beans.getBean(CommandBus.class), new Hasty(right), beans.getBean(AggregateCache.class));
    }

    /** Takes everything for durable. */
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
