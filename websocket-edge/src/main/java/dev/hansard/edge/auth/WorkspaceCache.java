// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.auth;

import com.github.benmanes.caffeine.cache.Cache;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.cache.Caches;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers that die at once when their workspace changes. Each entry remembers the workspace's revision from before it was
 * looked up, so an answer that was on its way while a change came in is not believed either. Nothing blocks: the feed's
 * thread only raises a number.
 *
 * @param <K> key
 * @param <V> answer
 */
public final class WorkspaceCache<K, V> {

    private record Entry<V>(@Nullable V value, long revision) {}

    private final Cache<K, Entry<V>> entries;
    private final Map<WorkspaceId, Long> revisions = new ConcurrentHashMap<>();

    public WorkspaceCache(Duration ttl, long mostEntries) {
        entries = Caches.newBuilder()
                .maximumSize(mostEntries)
                .expireAfterWrite(ttl)
                .build();
    }

    /** The cached answer, or the loader's; a null answer is remembered like any other. */
    public @Nullable V get(WorkspaceId workspace, K key, Supplier<? extends @Nullable V> load) {
        long revision = revisions.getOrDefault(workspace, 0L);
        Entry<V> known = entries.getIfPresent(key);
        if (known != null && known.revision() == revision) return known.value();
        V value = load.get();
        entries.put(key, new Entry<>(value, revision));
        return value;
    }

    /** Whether {@link #get} would answer without loading. */
    public boolean knows(WorkspaceId workspace, K key) {
        Entry<V> known = entries.getIfPresent(key);
        return known != null && known.revision() == revisions.getOrDefault(workspace, 0L);
    }

    /** Forgets all answers of the workspace. */
    public void changed(WorkspaceId workspace) {
        revisions.merge(workspace, 1L, Long::sum);
    }
}
