// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.api.AuditDay;
import dev.hansard.api.CaseKey;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.CredentialKey;
import dev.hansard.api.ErasureTarget;
import dev.hansard.api.PersonKey;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.RetentionRule;
import dev.hansard.api.RetentionScope;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.UsergroupKey;
import dev.hansard.api.WorkspaceId;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a record with every component set, whatever its type. */
final class Sampler {
    private static final Map<Class<?>, Object> KNOWN = Map.ofEntries(
            Map.entry(WorkspaceId.class, new WorkspaceId("T1")),
            Map.entry(UserId.class, new UserId("U1")),
            Map.entry(ChannelId.class, new ChannelId("C1")),
            Map.entry(ChannelKey.class, ChannelKey.of("T1", "C1")),
            Map.entry(PersonKey.class, PersonKey.of("T1", "U1")),
            Map.entry(CredentialKey.class, CredentialKey.parse("T1/K1")),
            Map.entry(UsergroupKey.class, UsergroupKey.parse("T1/S1")),
            Map.entry(PreservationKey.class, new PreservationKey(new WorkspaceId("T1"))),
            Map.entry(CaseKey.class, new CaseKey(new WorkspaceId("T1"))),
            Map.entry(AuditDay.class, AuditDay.parse("T1/L20261122")),
            Map.entry(RetentionScope.class, RetentionScope.parse("workspace")),
            Map.entry(RetentionRule.class, RetentionRule.deleteAfter(30)),
            Map.entry(ErasureTarget.class, ErasureTarget.of(new UserId("U1"))),
            Map.entry(Ts.class, new Ts(1_700_000_000_000_001L)),
            Map.entry(Instant.class, Instant.ofEpochSecond(1_700_000_000, 5_000)),
            Map.entry(Duration.class, Duration.ofDays(2)),
            Map.entry(LocalDate.class, LocalDate.of(2026, 11, 22)),
            Map.entry(String.class, "text"),
            Map.entry(boolean.class, true),
            Map.entry(Boolean.class, true),
            Map.entry(int.class, 3),
            Map.entry(Integer.class, 3),
            Map.entry(long.class, 7L),
            Map.entry(Long.class, 7L),
            Map.entry(Object.class, "anything"));

    Object of(Type type) {
        if (type instanceof ParameterizedType generic) return collection(generic);
        var wanted = (Class<?>) type;
        Object known = KNOWN.get(wanted);
        if (known != null) return known;
        if (wanted == byte[].class) return new byte[] {1, 2};
        if (wanted.isEnum()) return wanted.getEnumConstants()[0];
        if (wanted.isSealed()) return of(wanted.getPermittedSubclasses()[0]);
        if (wanted.isRecord()) return record(wanted);
        throw new AssertionError("no sample of " + type);
    }

    private Object collection(ParameterizedType generic) {
        Type[] of = generic.getActualTypeArguments();
        Class<?> raw = (Class<?>) generic.getRawType();
        if (raw == Set.class) return Set.of(of(of[0]));
        if (raw == Map.class) return Map.of(of(of[0]), of(of[1]));
        if (raw == List.class || raw == Collection.class) return List.of(of(of[0]));
        return of(raw);
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> of(component.getGenericType()))
                .toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no sample of " + type, e);
        }
    }
}
