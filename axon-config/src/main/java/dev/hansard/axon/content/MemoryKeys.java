// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Keys that end with the process. */
final class MemoryKeys implements Keys, GroupKeys {
    private final Map<GroupId, TreeMap<Integer, PuncturableKey>> groups = new ConcurrentHashMap<>();
    private volatile long destroyed;

    @Override
    public GroupKeys groups() {
        return this;
    }

    @Override
    public Map<Integer, PuncturableKey> load(GroupId id) {
        return groups.getOrDefault(id, new TreeMap<>());
    }

    @Override
    public void create(GroupId id, int epoch) {
        groups.compute(id, (same, epochs) -> {
            var more = epochs == null ? new TreeMap<Integer, PuncturableKey>() : new TreeMap<>(epochs);
            more.putIfAbsent(epoch, PuncturableKey.random());
            return more;
        });
    }

    @Override
    public void puncture(GroupId id, Collection<Integer> leaves) {
        groups.computeIfPresent(id, (same, epochs) -> {
            var rest = new TreeMap<>(epochs);
            rest.replaceAll((epoch, key) -> key.without(leaves));
            return rest;
        });
    }

    @Override
    public long destroyedUpTo() {
        return destroyed;
    }

    @Override
    public void destroyedUpTo(long position) {
        destroyed = position;
    }

    @Override
    public void close() {}
}
