// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import com.github.benmanes.caffeine.cache.Cache;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.cache.Caches;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Stores content encrypted, each event's under a key of its own. What is stored is a format byte, the epoch of the event's
 * group of keys, a nonce, and the ciphertext, which is bound to all of these and to the event's stream, sequence and type:
 * it opens nowhere else. Content that was stored plainly, before there were keys, starts with a brace and is given back as
 * it is.
 */
public final class SealedVault implements ContentVault {
    private static final byte FORMAT = 1;
    private static final int PREFIX_BYTES = 3;

    /** A workspace that moves takes its keys along, so what was read from one shard says nothing about another. */
    private record Loaded(int shard, GroupId group) {}

    private final List<? extends Keys> stores;
    private final ToIntFunction<WorkspaceId> shardOf;
    private final Cache<Loaded, Map<Integer, PuncturableKey>> groups;
    /** Erased, but maybe not yet in the stored keys. */
    private final Map<GroupId, Set<Integer>> forgotten = new ConcurrentHashMap<>();

    private final AtomicLong forgettings = new AtomicLong();

    /** @param shardOf finds the shard of a workspace, which is the place of its keys in {@code stores} */
    SealedVault(List<? extends Keys> stores, ToIntFunction<WorkspaceId> shardOf, int cachedGroups) {
        this.stores = List.copyOf(stores);
        this.shardOf = shardOf;
        this.groups = Caches.newBuilder().maximumSize(cachedGroups).build();
    }

    /** One whose keys end with the process, for measuring and testing. */
    public static ContentVault inMemory() {
        return new SealedVault(List.of(new MemoryKeys()), workspace -> 0, 10_000);
    }

    @Override
    public byte[] seal(Place place, String type, byte[] content) {
        GroupId id = GroupId.of(place);
        int leaf = GroupId.leaf(place.sequence());
        while (true) {
            var epochs = new TreeMap<>(epochs(id));
            Map.Entry<Integer, PuncturableKey> newest = epochs.lastEntry();
            byte[] key = newest == null ? null : newest.getValue().leaf(leaf);
            if (key != null) {
                int epoch = newest.getKey();
                return Aes.seal(key, Aes.uniqueNonce(), aad(place, type, epoch), prefix(epoch), content);
            }
            // No key yet; or the record was put back to before an erasure, and this place is written a second time.
            table(id).create(id, newest == null ? 0 : newest.getKey() + 1);
            groups.invalidate(loaded(id));
        }
    }

    @Override
    public byte @Nullable [] open(Place place, String type, byte[] stored) {
        // Before the keys are looked at, as they are what remains of an erasure when it is no longer remembered here.
        if (isForgotten(place)) return null;
        if (stored.length > 0 && stored[0] == '{') {
            // So that isReadable knows the group.
            epochs(GroupId.of(place));
            return stored;
        }
        if (stored.length < PREFIX_BYTES || stored[0] != FORMAT) throw new DamagedContent("unknown format of content");
        int epoch = ByteBuffer.wrap(stored, 1, 2).getShort() & 0xffff;
        PuncturableKey group = epochs(GroupId.of(place)).get(epoch);
        if (group == null) throw new DamagedContent("the key of this content is missing");
        byte[] key = group.leaf(GroupId.leaf(place.sequence()));
        if (key == null) return null;
        byte[] content = Aes.open(key, aad(place, type, epoch), stored, PREFIX_BYTES);
        if (content == null) throw new DamagedContent("this is not what was stored here");
        return content;
    }

    @Override
    public boolean isReadable(Place place) {
        if (isForgotten(place)) return false;
        Map<Integer, PuncturableKey> epochs = groups.getIfPresent(loaded(GroupId.of(place)));
        if (epochs == null) return false;
        int leaf = GroupId.leaf(place.sequence());
        for (PuncturableKey key : epochs.values()) if (!key.has(leaf)) return false;
        return true;
    }

    @Override
    public void forget(String stream, Collection<Long> sequences) {
        byGroup(stream, sequences)
                .forEach((id, leaves) -> forgotten
                        .computeIfAbsent(id, any -> ConcurrentHashMap.newKeySet())
                        .addAll(leaves));
        forgettings.incrementAndGet();
    }

    @Override
    public long forgettings() {
        return forgettings.get();
    }

    @Override
    public void destroy(String stream, Collection<Long> sequences) {
        byGroup(stream, sequences).forEach((id, leaves) -> {
            table(id).puncture(id, leaves);
            groups.invalidate(loaded(id));
            forgotten.computeIfPresent(id, (any, known) -> {
                known.removeAll(leaves);
                return known.isEmpty() ? null : known;
            });
        });
    }

    @Override
    public long destroyedUpTo(int shard) {
        return stores.get(shard).destroyedUpTo();
    }

    @Override
    public void destroyedUpTo(int shard, long position) {
        stores.get(shard).destroyedUpTo(position);
    }

    @Override
    public void close() {
        stores.forEach(Keys::close);
    }

    private boolean isForgotten(Place place) {
        if (forgotten.isEmpty()) return false;
        Set<Integer> leaves = forgotten.get(GroupId.of(place));
        return leaves != null && leaves.contains(GroupId.leaf(place.sequence()));
    }

    private Map<Integer, PuncturableKey> epochs(GroupId id) {
        Loaded loaded = loaded(id);
        Map<Integer, PuncturableKey> known = groups.getIfPresent(loaded);
        if (known != null) return known;
        return Objects.requireNonNull(
                groups.get(loaded, missing -> groups(missing.shard()).load(id)));
    }

    private GroupKeys table(GroupId id) {
        return groups(loaded(id).shard());
    }

    private GroupKeys groups(int shard) {
        return stores.get(shard).groups();
    }

    private Loaded loaded(GroupId id) {
        return new Loaded(shardOf.applyAsInt(WorkspaceId.ofStream(id.stream())), id);
    }

    private static Map<GroupId, Set<Integer>> byGroup(String stream, Collection<Long> sequences) {
        var groups = new HashMap<GroupId, Set<Integer>>();
        for (long sequence : sequences) {
            groups.computeIfAbsent(GroupId.of(stream, sequence), any -> new HashSet<>())
                    .add(GroupId.leaf(sequence));
        }
        return groups;
    }

    private static byte[] prefix(int epoch) {
        return new byte[] {FORMAT, (byte) (epoch >>> 8), (byte) epoch};
    }

    private static byte[] aad(Place place, String type, int epoch) {
        byte[] stream = place.stream().getBytes(StandardCharsets.US_ASCII);
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(PREFIX_BYTES + Long.BYTES + 1 + stream.length + name.length)
                .put(prefix(epoch))
                .putLong(place.sequence())
                .put((byte) stream.length)
                .put(stream)
                .put(name)
                .array();
    }
}
