// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/**
 * Finds a command's aggregate by {@link TargetAggregateIdentifier}, looked for once per class. Axon's own resolver reads the
 * annotations of all members again for each command, which was most of what a command allocated.
 */
public final class CommandTargets implements CommandTargetResolver {
    private static final ClassValue<Method> IDENTIFIERS = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> command) {
            RecordComponent[] components = command.getRecordComponents();
            if (components == null) throw new IllegalArgumentException(command + " is no record");
            Method accessor = Arrays.stream(components)
                    .map(RecordComponent::getAccessor)
                    .filter(each -> each.isAnnotationPresent(TargetAggregateIdentifier.class))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(command + " names no aggregate"));
            accessor.setAccessible(true);
            return accessor;
        }
    };

    /** A command that makes an aggregate does not name one that there is, but begins with its id. */
    private static final ClassValue<Method> ROUTING = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> command) {
            try {
                return IDENTIFIERS.get(command);
            } catch (IllegalArgumentException e) {
                Method first = command.getRecordComponents()[0].getAccessor();
                first.setAccessible(true);
                return first;
            }
        }
    };

    /** By which commands of the same aggregate go to the same node. */
    public static String routingKey(CommandMessage<?> command) {
        return read(ROUTING.get(command.getPayloadType()), command.getPayload()).toString();
    }

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        Object payload = command.getPayload();
        return new VersionedAggregateIdentifier(read(IDENTIFIERS.get(payload.getClass()), payload), null);
    }

    private static Object read(Method accessor, Object payload) {
        try {
            Object identifier = accessor.invoke(payload);
            if (identifier == null) throw new IllegalArgumentException(payload.getClass() + " without an aggregate");
            return identifier;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
