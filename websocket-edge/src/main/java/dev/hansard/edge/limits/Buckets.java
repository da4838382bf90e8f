// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** Token buckets by key. A bucket that was left alone for two minutes is full again, so forgetting it changes nothing. */
final class Buckets<K> {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_BUCKETS = 200_000;

    private final TimeMeter time;
    private final Cache<K, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_BUCKETS)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    Buckets(TimeMeter time) {
        this.time = time;
    }

    /** Takes one call; throws {@link TooManyCalls} when none is left. */
    void take(K key, int perMinute) {
        Bucket bucket = buckets.get(key, any -> full(perMinute));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) throw new TooManyCalls(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Throws {@link TooManyCalls} when none is left; takes nothing. */
    void peek(K key) {
        Bucket bucket = buckets.getIfPresent(key);
        if (bucket == null) return;
        var probe = bucket.estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) throw new TooManyCalls(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket full(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
                .withCustomTimePrecision(time)
                .build();
    }
}
