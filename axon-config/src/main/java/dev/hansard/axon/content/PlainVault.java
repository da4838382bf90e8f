// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.content;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Stores content as it is: for measuring what encryption costs, and for tests of other things. */
public final class PlainVault implements ContentVault {
    private final Set<Place> forgotten = ConcurrentHashMap.newKeySet();
    private final AtomicLong forgettings = new AtomicLong();

    @Override
    public byte[] seal(Place place, String type, byte[] content) {
        return content;
    }

    @Override
    public byte @Nullable [] open(Place place, String type, byte[] stored) {
        return isReadable(place) ? stored : null;
    }

    @Override
    public boolean isReadable(Place place) {
        return forgotten.isEmpty() || !forgotten.contains(place);
    }

    @Override
    public void forget(String stream, Collection<Long> sequences) {
        for (long sequence : sequences) forgotten.add(new Place(stream, sequence));
        forgettings.incrementAndGet();
    }

    @Override
    public long forgettings() {
        return forgettings.get();
    }

    /** There is no key: the store removes plain content itself. */
    @Override
    public void destroy(String stream, Collection<Long> sequences) {}

    @Override
    public long destroyedUpTo(int shard) {
        return 0;
    }

    @Override
    public void destroyedUpTo(int shard, long position) {}

    @Override
    public void close() {}
}
