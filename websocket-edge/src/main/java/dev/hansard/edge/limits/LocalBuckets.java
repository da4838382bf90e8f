// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import com.github.benmanes.caffeine.cache.Cache;
import dev.hansard.axon.cache.Caches;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** Buckets of this process alone. One that was left alone for two minutes is full again, so forgetting it changes nothing. */
final class LocalBuckets implements Buckets {
    static final int MOST_BUCKETS = 200_000;
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final Duration FORGOTTEN = WINDOW.multipliedBy(2);

    private final TimeMeter time;
    private final Cache<BucketKey, Bucket> buckets = Caches.newBuilder()
            .maximumSize(MOST_BUCKETS)
            .expireAfterAccess(FORGOTTEN)
            .build();

    LocalBuckets(TimeMeter time) {
        this.time = time;
    }

    @Override
    public void take(BucketKey key) {
        Bucket bucket = buckets.get(key, this::full);
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) throw new TooManyCalls(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    @Override
    public void peek(BucketKey key) {
        Bucket bucket = buckets.getIfPresent(key);
        if (bucket == null) return;
        var probe = bucket.estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) throw new TooManyCalls(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket full(BucketKey key) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(key.perMinute()).refillGreedy(key.perMinute(), WINDOW))
                .withCustomTimePrecision(time)
                .build();
    }

    static BucketConfiguration configuration(BucketKey key) {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(key.perMinute()).refillGreedy(key.perMinute(), WINDOW))
                .build();
    }
}
