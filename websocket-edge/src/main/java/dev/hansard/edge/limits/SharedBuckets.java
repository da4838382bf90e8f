// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.limits;

import com.github.benmanes.caffeine.cache.Cache;
import dev.hansard.axon.cache.Caches;
import dev.hansard.edge.limits.SharedLimitSettings.WhenAway;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/**
 * Buckets that all edges share. An edge takes most calls from its own part and settles with the table now and then: so with
 * n edges a bucket is overdrawn by n times the slack at most, and what was overdrawn is paid back before anybody gets more.
 */
final class SharedBuckets implements Buckets {
    private final SharedLimitSettings settings;
    private final BucketTable table;
    private final LocalBuckets own = new LocalBuckets(TimeMeter.SYSTEM_NANOTIME);
    private final MeterRegistry meters;
    private final Cache<BucketKey, BucketProxy> proxies = Caches.newBuilder()
            .maximumSize(LocalBuckets.MOST_BUCKETS)
            .expireAfterAccess(LocalBuckets.FORGOTTEN)
            .build();

    SharedBuckets(SharedLimitSettings settings, BucketTable table, MeterRegistry meters) {
        this.settings = settings;
        this.table = table;
        this.meters = meters;
    }

    @Override
    public void take(BucketKey key) {
        long wait;
        try {
            var probe = proxies.get(key, this::proxy).tryConsumeAndReturnRemaining(1);
            if (probe.isConsumed()) return;
            wait = probe.getNanosToWaitForRefill();
        } catch (RuntimeException e) {
            away(key);
            own.take(key);
            return;
        }
        throw new TooManyCalls(Duration.ofNanos(wait));
    }

    @Override
    public void peek(BucketKey key) {
        BucketProxy known = proxies.getIfPresent(key);
        if (known == null) {
            if (table.isAway()) away(key);
            return;
        }
        long wait;
        try {
            var probe = known.estimateAbilityToConsume(1);
            if (probe.canBeConsumed()) return;
            wait = probe.getNanosToWaitForRefill();
        } catch (RuntimeException e) {
            away(key);
            own.peek(key);
            return;
        }
        throw new TooManyCalls(Duration.ofNanos(wait));
    }

    private void away(BucketKey key) {
        Counter.builder("hansard.limits.unshared")
                .description("decisions that an edge made for itself because the shared buckets did not answer")
                .tag("kind", key.kind().wire())
                .register(meters)
                .increment();
        if (settings.whenAway(key.kind()) == WhenAway.CLOSED) throw new TooManyCalls(settings.pause());
    }

    private BucketProxy proxy(BucketKey key) {
        var delay = new DelayParameters(settings.slackOf(key.perMinute()), settings.sync());
        return table.builder()
                .withOptimization(Optimizations.delaying(delay))
                .build(key, () -> LocalBuckets.configuration(key));
    }
}
